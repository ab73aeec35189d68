//! The side effects of changing a queue on its jobs.

use crate::model::{Queue, Schedule, Uid};

/// The effect on a job when its queue is created, updated or deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueEffect {
    /// The job.
    pub job: Uid,
    /// The job's schedule afterwards: that of the queue for the first job, none for the others and for removed jobs.
    /// The schedule it had before it joined the queue is lost.
    pub schedule: Schedule,
    /// Whether the job is disabled and must be enabled again: true for removed jobs, and for every job of a queue that
    /// is renamed.
    pub is_disabled: bool,
}

/// The effects on the jobs when the queue `before` becomes `after`; `None` stands for no queue.
///
/// ```
/// use dhis2_steward::domain::queue::effects;
/// use dhis2_steward::model::{Queue, Schedule};
///
/// let queue = Queue {
///     name: "Night".into(),
///     cron_expression: Some("0 0 2 ? * *".into()),
///     sequence: vec!["Q3icgS9f7oj".parse()?, "s8ZUUVVktkU".parse()?],
/// };
/// let made = effects(None, Some(&queue));
/// assert_eq!((&made[1].schedule, made[1].is_disabled), (&Schedule::None, false));
/// assert!(effects(Some(&queue), None).iter().all(|effect| effect.is_disabled));
/// # Ok::<(), dhis2_steward::Error>(())
/// ```
pub fn effects(before: Option<&Queue>, after: Option<&Queue>) -> Vec<QueueEffect> {
    let is_in = |queue: Option<&Queue>, job: &Uid| queue.is_some_and(|queue| queue.sequence.contains(job));
    let is_renamed = before.zip(after).is_some_and(|(before, after)| before.name != after.name);
    let mut effects = Vec::new();
    if let Some(queue) = after {
        for job in &queue.sequence {
            let schedule = match &queue.cron_expression {
                Some(cron) if effects.is_empty() => Schedule::Cron(cron.clone()),
                _ => Schedule::None,
            };
            effects.push(QueueEffect { job: *job, schedule, is_disabled: is_renamed && is_in(before, job) });
        }
    }
    if let Some(queue) = before {
        for job in queue.sequence.iter().filter(|job| !is_in(after, job)) {
            effects.push(QueueEffect { job: *job, schedule: Schedule::None, is_disabled: true });
        }
    }
    effects
}

#[cfg(test)]
mod tests {
    use super::*;

    fn queue(name: &str, jobs: &[&str]) -> Queue {
        Queue {
            name: name.into(),
            cron_expression: Some("0 0 2 ? * *".into()),
            sequence: jobs.iter().map(|job| job.parse().unwrap()).collect(),
        }
    }

    fn told(before: Option<&Queue>, after: Option<&Queue>) -> Vec<(String, bool, bool)> {
        let tell = |effect: QueueEffect| {
            (effect.job.to_string(), matches!(effect.schedule, Schedule::Cron(_)), effect.is_disabled)
        };
        effects(before, after).into_iter().map(tell).collect()
    }

    const A: &str = "a0000000001";
    const B: &str = "b0000000002";
    const C: &str = "c0000000003";

    #[test]
    fn the_first_job_has_the_schedule_and_those_who_leave_are_switched_off() {
        assert_eq!(
            told(Some(&queue("Night", &[A, B])), Some(&queue("Night", &[C, A]))),
            [(C.into(), true, false), (A.into(), false, false), (B.into(), false, true)]
        );
    }

    #[test]
    fn another_name_switches_off_every_job_that_was_in_the_queue() {
        assert_eq!(
            told(Some(&queue("Night", &[A, B])), Some(&queue("Dawn", &[A, B, C]))),
            [(A.into(), true, true), (B.into(), false, true), (C.into(), false, false)]
        );
    }
}
