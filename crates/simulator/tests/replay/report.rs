//! The replay of all stories of a version, and its results.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use dhis2_steward_simulator::Version;

use crate::compare::differences;
use crate::fixture::{self, Fixture};
use crate::server::{Stage, client};
use crate::story::{self, Exception, Step, Story};

/// What came of replaying a version.
pub(crate) struct Report {
    /// The version that was recorded.
    version: Version,
    recorded: usize,
    /// What differs, by request, in the order of the stories; empty where the answers agree.
    compared: BTreeMap<String, Vec<String>>,
    exceptions: Vec<Exception>,
    /// Requests that no story sends.
    unsent: Vec<String>,
}

/// Replays all recorded requests of a version against a simulated one.
pub(crate) async fn replay(recorded: Version, simulated: Version) -> Report {
    let fixtures = fixture::all(recorded.full());
    let stories = story::all(recorded.name(), &fixtures);
    let mut compared = BTreeMap::new();
    let client = client();
    for story in &stories {
        let mut stage = Stage::new(simulated, story, client.clone()).await;
        tell(&mut stage, story, &fixtures, &mut compared).await;
    }
    let mut exceptions = story::exceptions(recorded.name());
    if simulated != recorded {
        exceptions.extend(story::exceptions(simulated.name()));
    }
    let sent: BTreeSet<&String> = compared.keys().collect();
    let unsent = fixtures.iter().map(|fixture| &fixture.name).filter(|name| !sent.contains(name));
    Report {
        version: recorded,
        recorded: fixtures.len(),
        unsent: unsent.cloned().collect(),
        compared,
        exceptions,
    }
}

async fn tell(
    stage: &mut Stage,
    story: &Story,
    fixtures: &[Fixture],
    compared: &mut BTreeMap<String, Vec<String>>,
) {
    for step in &story.steps {
        let (name, is_compared) = match step {
            Step::Act(action) => {
                stage.act(action).await;
                continue;
            }
            Step::Prepare(name) => (name, false),
            Step::Compare(name) => (name, true),
        };
        let fixture = fixtures.iter().find(|fixture| fixture.name == *name).unwrap();
        let answer = stage.send(&fixture.request, &fixture.answer).await;
        if is_compared {
            let twice = compared.insert(name.clone(), differences(fixture, &answer));
            assert!(twice.is_none(), "{name} stands in two stories, the second is: {}", story.title);
        }
    }
}

impl Report {
    /// How many of a hundred recorded requests were compared and agree.
    pub(crate) fn percentage(&self) -> f64 {
        100.0 * self.agreeing() as f64 / self.recorded as f64
    }

    /// How many agree, in a line.
    pub(crate) fn count(&self) -> String {
        let (name, agreeing, recorded) = (self.version.full(), self.agreeing(), self.recorded);
        format!("{name}: {agreeing} of {recorded} recorded requests agree ({:.1} %)", self.percentage())
    }

    fn agreeing(&self) -> usize {
        self.compared.values().filter(|differences| differences.is_empty()).count()
    }

    fn is_excepted(&self, name: &str) -> bool {
        self.exceptions.iter().any(|exception| exception.name == name)
    }

    /// What is wrong: differences and unsent requests that no exception explains.
    pub(crate) fn faults(&self) -> Vec<String> {
        let differing =
            self.compared.iter().filter(|(name, found)| !found.is_empty() && !self.is_excepted(name));
        let differing = differing.map(|(name, found)| format!("{name}\n      {}", found.join("\n      ")));
        let unsent = self.unsent.iter().filter(|name| !self.is_excepted(name));
        let unsent = unsent.map(|name| format!("{name}\n      no story sends it"));
        differing.chain(unsent).collect()
    }

    /// Exceptions that are none any more.
    pub(crate) fn stale(&self) -> Vec<&str> {
        let agrees = |name: &str| self.compared.get(name).is_some_and(Vec::is_empty);
        self.exceptions.iter().map(|exception| exception.name.as_str()).filter(|name| agrees(name)).collect()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.count())?;
        for exception in &self.exceptions {
            writeln!(f, "  except {}: {}", exception.name, exception.reason)?;
        }
        for name in self.stale() {
            writeln!(f, "  agrees now and can leave the table of exceptions: {name}")?;
        }
        for fault in self.faults() {
            writeln!(f, "  {fault}")?;
        }
        Ok(())
    }
}
