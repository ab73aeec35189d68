//! The scenarios of the simulated server.

use std::fmt;
use std::str::FromStr;

/// A named situation: which data there are, how long things take, and what goes wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Scenario {
    /// A small country with faults of every severity.
    #[default]
    Demo,
    /// The same, with one check that answers with 500,000 issues.
    Large,
    /// The same, with checks that take twenty times as long and answers that come late.
    Slow,
    /// The same, with connections that drop, gateway errors and bodies that are cut.
    Faulty,
    /// A fresh server: no metadata beyond what DHIS2 itself creates.
    Empty,
    /// The small country, where `maintainer` may no longer perform maintenance.
    Restricted,
}

impl Scenario {
    /// Every scenario.
    pub const ALL: [Self; 6] =
        [Self::Demo, Self::Large, Self::Slow, Self::Faulty, Self::Empty, Self::Restricted];

    /// The name, as on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Demo => "demo",
            Self::Large => "large",
            Self::Slow => "slow",
            Self::Faulty => "faulty",
            Self::Empty => "empty",
            Self::Restricted => "restricted",
        }
    }
}

impl fmt::Display for Scenario {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Scenario {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|scenario| scenario.name() == text).ok_or_else(|| {
            format!("unknown scenario {text}: expected demo, large, slow, faulty, empty or restricted")
        })
    }
}
