//! The notifications of a job, as returned by `/api/system/tasks`.

use serde_json::{Map, Value, json};

use super::kind::Kind;
use crate::clock::Moment;
use crate::{Version, uid};
use std::time::Duration;

/// One notification.
#[derive(Clone, Debug)]
struct Notification {
    level: &'static str,
    message: Option<String>,
    completed: bool,
    /// On the first notification: the parameters of the job, if it has any.
    parameters: Option<Option<Value>>,
    time: Moment,
}

/// The notifications of one run of a job, oldest first.
#[derive(Clone, Debug)]
pub(crate) struct Feed {
    kind: Kind,
    job: String,
    notifications: Vec<Notification>,
}

impl Feed {
    /// An empty feed of a job.
    pub(crate) fn new(kind: Kind, job: &str) -> Self {
        Self { kind, job: job.to_owned(), notifications: Vec::new() }
    }

    /// The beginning of the work, with the parameters of the job.
    pub(crate) fn begin(&mut self, message: &str, parameters: Option<Value>, time: Moment) {
        self.push("INFO", message, false, time);
        if let Some(first) = self.notifications.last_mut() {
            first.parameters = Some(parameters);
        }
    }

    /// A plain message.
    pub(crate) fn info(&mut self, message: &str, time: Moment) {
        self.push("INFO", message, false, time);
    }

    /// A message about one item of many, which the next message replaces.
    pub(crate) fn item(&mut self, message: &str, time: Moment) {
        self.push("LOOP", message, false, time);
    }

    /// A fault.
    pub(crate) fn error(&mut self, message: &str, time: Moment) {
        self.push("ERROR", message, false, time);
    }

    /// The end of the work.
    pub(crate) fn complete(&mut self, level: &'static str, message: &str, time: Moment) {
        self.push(level, message, true, time);
    }

    /// The end of the work, without a word.
    pub(crate) fn complete_silently(&mut self, time: Moment) {
        self.push("INFO", "", true, time);
        if let Some(last) = self.notifications.last_mut() {
            last.message = None;
        }
    }

    /// When something was told last.
    pub(crate) fn latest(&self) -> Option<Moment> {
        self.notifications.last().map(|last| last.time)
    }

    /// Whether the latest notification says that the job has ended.
    pub(crate) fn is_completed(&self) -> bool {
        self.notifications.last().is_some_and(|last| last.completed)
    }

    /// All notifications, newest first.
    pub(crate) fn all(&self, version: Version) -> Vec<Value> {
        self.notifications.iter().rev().map(|one| self.show(version, one)).collect()
    }

    /// The newest and the oldest notification.
    pub(crate) fn gist(&self, version: Version) -> Vec<Value> {
        let ends = match self.notifications.as_slice() {
            [] => vec![],
            [only] => vec![only],
            [oldest, .., newest] => vec![newest, oldest],
        };
        ends.into_iter().map(|one| self.show(version, one)).collect()
    }

    /// The newest notification alone, marked as the end.
    pub(crate) fn forced_end(&self, version: Version) -> Vec<Value> {
        let ended =
            |last: &Notification| self.show(version, &Notification { completed: true, ..last.clone() });
        self.notifications.last().map(ended).into_iter().collect()
    }

    fn push(&mut self, level: &'static str, message: &str, completed: bool, time: Moment) {
        if self.notifications.last().is_some_and(|last| last.level == "LOOP") {
            self.notifications.pop();
        }
        // Times within a feed are unique, because the server makes the identifier from them.
        let after_last = self.latest().map_or(time, |last| last + Duration::from_millis(1));
        let time = time.max(after_last);
        let message = Some(message.to_owned());
        self.notifications.push(Notification { level, message, completed, parameters: None, time });
    }

    fn show(&self, version: Version, one: &Notification) -> Value {
        let id = uid::of(&format!("{} {}", self.job, one.time.iso()));
        let mut map = Map::new();
        let mut set = |key: &str, value: Value| {
            map.insert(key.to_owned(), value);
        };
        if version == Version::V2_41 {
            set("uid", json!(id));
        }
        set("level", json!(one.level));
        set("category", json!(self.kind));
        if version == Version::V2_41 {
            set("time", json!(one.time.iso()));
        }
        if let Some(message) = &one.message {
            set("message", json!(message));
        }
        set("completed", json!(one.completed));
        if let Some(parameters) = &one.parameters {
            set("dataType", json!("PARAMETERS"));
            if let Some(parameters) = parameters {
                set("data", parameters.clone());
            }
        }
        set("id", json!(id));
        if version != Version::V2_41 {
            set("time", json!(one.time.iso()));
            set("uid", json!(id));
        }
        Value::Object(map)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_about_one_item_is_replaced_by_the_next() {
        let mut feed = Feed::new("RESOURCE_TABLE", "a");
        feed.begin("Begin", None, Moment::NEVER);
        feed.item("[0/2] one", Moment::NEVER);
        feed.item("[1/2] two", Moment::NEVER);
        let newest = feed.all(Version::V2_42);
        assert_eq!(newest.len(), 2);
        assert_eq!(newest[0]["message"], "[1/2] two");
        assert_ne!(newest[0]["time"], newest[1]["time"], "times are unique");
    }
}
