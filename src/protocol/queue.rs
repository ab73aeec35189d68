//! Job queues. The server requires no authority for them.

use super::Request;
use super::request::segment;
use crate::error::{Error, Result};
use crate::model::{Json, Queue, Version};

fn path(name: &str) -> String {
    format!("/api/scheduler/queues/{}", segment(name))
}

/// Requests the names of all queues.
pub fn names() -> Request {
    Request::get("/api/scheduler/queues")
}

/// Requests a queue.
pub fn get(name: &str) -> Request {
    Request::get(path(name))
}

/// Creates a queue.
///
/// # Errors
///
/// [`ErrorKind::InvalidArgument`](crate::ErrorKind::InvalidArgument) for a name with a slash: the server does not
/// accept one in a path, even escaped, so such a queue could never be requested again.
pub fn create(queue: &Queue) -> Result<Request> {
    check_name(&queue.name)?;
    Ok(Request::post(path(&queue.name)).json(body(queue, false)))
}

fn check_name(name: &str) -> Result<()> {
    if !name.is_empty() && !name.contains(['/', '\\']) {
        return Ok(());
    }
    Err(Error::invalid_argument(format!(
        "“{name}” is not a valid queue name: use letters, digits and spaces."
    )))
}

/// Updates the queue `name`.
///
/// # Errors
///
/// [`ErrorKind::Unsupported`](crate::ErrorKind::Unsupported) for renaming on 2.40, and the errors of [`create`].
pub fn update(name: &str, queue: &Queue, version: &Version) -> Result<Request> {
    let is_renamed = queue.name != name;
    if is_renamed {
        version.require(41, "Renaming a queue")?;
        check_name(&queue.name)?;
    }
    Ok(Request::new(super::Method::Put, path(name)).json(body(queue, is_renamed)))
}

/// Deletes a queue but not its jobs.
pub fn delete(name: &str) -> Request {
    Request::delete(path(name))
}

fn body(queue: &Queue, with_name: bool) -> Vec<u8> {
    let text = |text: &str| Json::Text(text.to_owned().into());
    let mut members = Vec::new();
    if with_name {
        members.push(("name".into(), text(&queue.name)));
    }
    if let Some(cron) = &queue.cron_expression {
        members.push(("cronExpression".into(), text(cron)));
    }
    let jobs = queue.sequence.iter().map(|job| text(job.as_str())).collect();
    members.push(("sequence".into(), Json::List(jobs)));
    Json::Object(members).to_string().into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn queue(name: &str) -> Queue {
        let sequence = ["Q3icgS9f7oj", "s8ZUUVVktkU"].map(|id| id.parse().unwrap()).to_vec();
        Queue { name: name.into(), cron_expression: Some("0 0 2 ? * *".into()), sequence }
    }

    fn sent(request: &Request) -> String {
        String::from_utf8(request.body().unwrap().bytes.clone()).unwrap()
    }

    #[test]
    fn a_name_is_escaped_in_the_path_and_sent_only_where_it_changes() {
        let body = r#"{"cronExpression":"0 0 2 ? * *","sequence":["Q3icgS9f7oj","s8ZUUVVktkU"]}"#;
        let made = create(&queue("Probe queue")).unwrap();
        assert_eq!((made.path(), sent(&made).as_str()), ("/api/scheduler/queues/Probe%20queue", body));
        let version: Version = "2.42.5".parse().unwrap();
        let kept = update("Probe queue", &queue("Probe queue"), &version).unwrap();
        assert_eq!(sent(&kept), body);
        let renamed = update("Probe queue", &queue("a & b"), &version).unwrap();
        assert_eq!(renamed.path(), "/api/scheduler/queues/Probe%20queue");
        assert!(sent(&renamed).starts_with(r#"{"name":"a & b","#));
    }

    #[test]
    fn a_name_that_no_path_can_hold_is_refused() {
        let version: Version = "2.42.5".parse().unwrap();
        for name in ["a/b", "a\\b", ""] {
            assert!(create(&queue(name)).is_err(), "{name}");
            assert!(update("a", &queue(name), &version).is_err(), "{name}");
        }
    }

    #[test]
    fn another_name_is_nothing_for_2_40() {
        let version: Version = "2.40.9".parse().unwrap();
        assert_eq!(update("a", &queue("b"), &version).unwrap_err().kind(), crate::ErrorKind::Unsupported);
        assert!(update("a", &queue("a"), &version).is_ok());
    }
}
