//! Job queues.

use super::cron::Cron;
use super::schedule::Schedule;
use super::store::{Job, Jobs};
use crate::clock::Moment;

/// Why a queue is rejected.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum QueueFault {
    NoSuchQueue,
    Exists,
    NoSuchJob(String),
    Taken { job: String, queue: String },
    SystemJob(String),
    TooShort,
    BadCron(String),
}

/// What is in a queue: when it begins, and its jobs in their order.
pub(crate) struct Sequence {
    pub(crate) cron: String,
    pub(crate) jobs: Vec<String>,
}

impl Jobs {
    /// The names of all queues.
    pub(crate) fn queues(&self) -> Vec<String> {
        let mut names: Vec<String> =
            self.all.iter().filter_map(|job| job.queue.as_ref().map(|(name, _)| name.clone())).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// The jobs of a queue, in order; none if it does not exist.
    pub(crate) fn queue(&self, name: &str) -> Vec<&Job> {
        let mut jobs: Vec<&Job> = self.all.iter().filter(|job| job.is_in(name)).collect();
        jobs.sort_by_key(|job| job.queue.as_ref().map(|(_, position)| *position));
        jobs
    }

    /// Makes a queue of jobs.
    pub(crate) fn make_queue(
        &mut self,
        name: &str,
        wanted: &Sequence,
        now: Moment,
    ) -> Result<(), QueueFault> {
        if !self.queue(name).is_empty() {
            return Err(QueueFault::Exists);
        }
        let cron = self.check(None, wanted)?;
        self.enqueue(name, &wanted.jobs, cron, now);
        Ok(())
    }

    /// Changes a queue; under a new name it is another one, whose jobs stay switched off.
    pub(crate) fn change_queue(
        &mut self,
        name: &str,
        new_name: &str,
        wanted: &Sequence,
        now: Moment,
    ) -> Result<(), QueueFault> {
        if self.queue(name).is_empty() {
            return Err(QueueFault::NoSuchQueue);
        }
        if name != new_name && !self.queue(new_name).is_empty() {
            return Err(QueueFault::Exists);
        }
        let cron = self.check(Some(name), wanted)?;
        let leaves = |job: &Job| name != new_name || !wanted.jobs.contains(&job.id);
        self.free(name, leaves, now);
        self.enqueue(new_name, &wanted.jobs, cron, now);
        Ok(())
    }

    /// Removes a queue; its jobs stay, switched off and without a schedule.
    pub(crate) fn delete_queue(&mut self, name: &str, now: Moment) -> Result<(), QueueFault> {
        if self.queue(name).is_empty() {
            return Err(QueueFault::NoSuchQueue);
        }
        self.free(name, |_| true, now);
        Ok(())
    }

    fn check(&self, own: Option<&str>, wanted: &Sequence) -> Result<Cron, QueueFault> {
        if wanted.jobs.len() < 2 {
            return Err(QueueFault::TooShort);
        }
        let cron = Cron::parse(&wanted.cron).ok_or_else(|| QueueFault::BadCron(wanted.cron.clone()))?;
        let mut members = Vec::new();
        for id in &wanted.jobs {
            members.push(self.get(id).ok_or_else(|| QueueFault::NoSuchJob(id.clone()))?);
        }
        // Of several jobs in other queues the server names the last.
        for job in members.iter().rev() {
            if let Some((queue, _)) = job.queue.as_ref().filter(|(queue, _)| Some(queue.as_str()) != own) {
                return Err(QueueFault::Taken { job: job.id.clone(), queue: queue.clone() });
            }
            if !job.configurable {
                return Err(QueueFault::SystemJob(job.id.clone()));
            }
        }
        Ok(cron)
    }

    /// Only the first job of a queue has a schedule: the others begin when the one before them has ended.
    fn enqueue(&mut self, name: &str, jobs: &[String], cron: Cron, now: Moment) {
        let mut cron = Some(cron);
        for (position, id) in jobs.iter().enumerate() {
            if let Some(job) = self.get_mut(id) {
                job.queue = Some((name.to_owned(), position));
                job.set_schedule(Schedule::Cron(cron.take()), now);
            }
        }
    }

    fn free(&mut self, name: &str, leaves: impl Fn(&Job) -> bool, now: Moment) {
        for job in self.all.iter_mut().filter(|job| job.is_in(name) && leaves(job)) {
            job.queue = None;
            job.set_schedule(Schedule::Cron(None), now);
            job.enabled = false;
        }
    }

    /// Lets the job behind another one in its queue run, or none any more if that one did not end well.
    pub(crate) fn advance_queue(&mut self, id: &str) {
        let Some((name, position)) = self.get(id).and_then(|job| job.queue.clone()) else { return };
        let next = Some((name, position + 1));
        if let Some(job) = self.all.iter_mut().find(|job| job.queue == next && job.enabled) {
            job.is_due = true;
        }
    }
}

impl Job {
    fn is_in(&self, queue: &str) -> bool {
        self.queue.as_ref().is_some_and(|(name, _)| name == queue)
    }
}
