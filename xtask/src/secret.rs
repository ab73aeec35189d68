//! Searches what the tests print for their secrets.

use std::process::Command;
use std::sync::Mutex;

use crate::failure::{Failure, Result};
use crate::{command, file, project};

/// How much of a line with a secret is repeated.
const SHOWN: usize = 200;

/// Runs tests, with their output visible; also fails if they print a secret of `tests/secrets.txt`.
pub(crate) fn run(tests: &mut Command) -> Result {
    Secrets::read(&file::read_text(&project::root().join("tests/secrets.txt"))?).run(tests)
}

/// The texts that give away a secret.
struct Secrets(Vec<String>);

impl Secrets {
    /// Reads `tests/secrets.txt`.
    fn read(list: &str) -> Self {
        let lines = list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        Self(lines.map(str::to_owned).collect())
    }

    /// Runs tests, which must print none of them.
    fn run(&self, tests: &mut Command) -> Result {
        let leaks = Mutex::new(Vec::new());
        let result = command::run_observed(tests, &|line: &str| {
            if let (Some(leak), Ok(mut leaks)) = (self.find(line), leaks.lock()) {
                leaks.push(leak);
            }
        });
        match leaks.into_inner() {
            Ok(leaks) if leaks.is_empty() => result,
            Ok(leaks) => {
                Err(Failure::new(format!("the tests printed secrets:\n    {}", leaks.join("\n    "))))
            }
            Err(_) => Err(Failure::new("the output of the tests could not be searched for secrets")),
        }
    }

    /// Which secret is in a line.
    fn find(&self, line: &str) -> Option<String> {
        let secret = self.0.iter().find(|secret| line.contains(secret.as_str()))?;
        let shown: String = line.trim().chars().take(SHOWN).collect();
        Some(format!("{secret} in: {shown}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The list of the tests.
    fn secrets() -> Secrets {
        Secrets::read(&file::read_text(&project::root().join("tests/secrets.txt")).unwrap())
    }

    #[test]
    fn a_planted_secret_is_found_in_every_form() {
        for line in [
            "error: the token d2pat_adminadminadminadminadminadmin1 is wrong",
            "GET http://admin:district@127.0.0.1:8080/api/me",
            "GET /login?j_password=district&x=1",
            r#"Basic { username: "admin", password: "district" }"#,
            "Authorization: Basic YWRtaW46ZGlzdHJpY3Q=",
            "Authorization: Basic Y2xlcms6ZGlzdHJpY3Q=",
            "Authorization: Basic b2JzZXJ2ZXI6ZGlzdHJpY3Q=",
            "Authorization: Basic bWFpbnRhaW5lcjpzM2NyZXQtd29yZA==",
            "<span>district</span>",
            "\u{1b}[31ms3cret-word\u{1b}[0m",
        ] {
            assert!(secrets().find(line).is_some(), "{line}");
        }
    }

    #[test]
    fn ordinary_words_are_no_secrets() {
        for line in [
            "Anjara District Hospital",
            "the district of Bo, and another district",
            "token d2pat_…",
            "a secret",
        ] {
            assert_eq!(secrets().find(line), None);
        }
    }

    #[test]
    fn the_tokens_and_the_password_of_the_simulated_users_are_in_the_list() {
        let source = file::read_text(&project::root().join("crates/simulator/src/user.rs")).unwrap();
        let known: Vec<_> = source
            .lines()
            .filter(|line| line.contains("d2pat_") || line.contains("const PASSWORD"))
            .collect();
        assert!(known.len() >= 5, "{known:?}");
        for line in known {
            assert!(secrets().find(line).is_some(), "{line}");
        }
    }

    #[test]
    fn tests_that_print_a_secret_fail_although_they_pass() {
        // Not one of the real list: this test prints it.
        let secrets = Secrets::read("# comment\n\nplanted");
        let run = |script: &str| secrets.run(command::program("sh").args(["-c", script]));
        assert!(run("echo comment").is_ok());
        for script in ["echo a planted one", "printf 'without an end of line: planted'", "echo planted >&2"] {
            let failure = run(script).unwrap_err().to_string();
            assert!(failure.starts_with("the tests printed secrets:\n    planted in: "), "{failure}");
        }
        assert!(run("exit 1").unwrap_err().to_string().contains("exit status: 1"));
    }
}
