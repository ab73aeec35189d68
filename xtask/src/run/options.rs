//! The simulator's options, checked before anything is built.

use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, TcpListener};

use crate::failure::{Failure, Result};

/// Where the simulator listens by default.
const PORT: u16 = 8080;

/// The values of an option.
#[derive(Clone, Copy)]
enum Values {
    /// One of these words.
    Words(&'static [&'static str]),
    /// A number.
    Number,
    /// A whole number.
    Whole,
    /// Anything; the simulator checks it.
    Text,
}

/// The options of the simulator, except those of this task.
const OPTIONS: [(&str, Values); 10] = [
    ("--version", Values::Words(&["2.41", "2.42", "2.43", "2.44"])),
    ("--scenario", Values::Words(&["demo", "large", "slow", "faulty", "empty", "restricted"])),
    ("--listen", Values::Text),
    ("--port", Values::Text),
    ("--context-path", Values::Text),
    ("--clock", Values::Words(&["real", "manual"])),
    ("--speed", Values::Number),
    ("--csp", Values::Words(&["dhis2", "strict"])),
    ("--csrf", Values::Words(&["on", "off"])),
    ("--session-timeout", Values::Whole),
];

/// The address and port to listen on; fails if the simulator would reject an option.
pub(super) fn place(options: &[String]) -> Result<(IpAddr, u16)> {
    let mut place = (IpAddr::V4(Ipv4Addr::LOCALHOST), PORT);
    let mut words = options.iter();
    while let Some(name) = words.next() {
        let values = OPTIONS.iter().find(|(option, _)| option == name).map(|(_, values)| *values);
        let values = values.ok_or_else(|| {
            let names: Vec<_> = OPTIONS.iter().map(|(option, _)| *option).collect();
            Failure::new(format!("unknown option {name}: expected --dev, --server, {}", names.join(", ")))
        })?;
        let value = words.next().ok_or_else(|| Failure::new(format!("{name} requires a value")))?;
        let invalid = |what: &str| Failure::new(format!("{name} must be {what}, not {value}"));
        match (name.as_str(), values) {
            ("--listen", _) => place.0 = value.parse().map_err(|_| invalid("an IP address"))?,
            ("--port", _) => place.1 = value.parse().map_err(|_| invalid("a number up to 65535"))?,
            (_, Values::Words(known)) if !known.contains(&value.as_str()) => {
                return Err(invalid(&format!("one of {}", known.join(", "))));
            }
            (_, Values::Number) if !value.parse::<f64>().is_ok_and(|number| number >= 0.0) => {
                return Err(invalid("a number"));
            }
            (_, Values::Whole) if value.parse::<u64>().is_err() => return Err(invalid("a whole number")),
            _ => {}
        }
    }
    Ok(place)
}

/// Fails if another program listens there already.
pub(super) fn is_free(place: (IpAddr, u16)) -> Result {
    match TcpListener::bind(place) {
        Err(fault) if fault.kind() == ErrorKind::AddrInUse => {
            Err(Failure::new(format!("port {} is in use: choose another with --port", place.1)))
        }
        Err(fault) => Err(Failure::new(format!("cannot listen on {}: {fault}", place.0))),
        Ok(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{file, project};

    fn place_of(line: &str) -> std::result::Result<(IpAddr, u16), String> {
        let words: Vec<_> = line.split_whitespace().map(str::to_owned).collect();
        place(&words).map_err(|failure| failure.to_string())
    }

    #[test]
    fn options_that_the_simulator_takes_are_accepted() {
        assert_eq!(place_of(""), Ok((IpAddr::V4(Ipv4Addr::LOCALHOST), PORT)));
        let line =
            "--scenario slow --port 0 --listen ::1 --version 2.44 --csrf on --speed 0.5 --context-path /dhis";
        assert_eq!(place_of(line), Ok((IpAddr::V6(std::net::Ipv6Addr::LOCALHOST), 0)));
    }

    #[test]
    fn options_that_the_simulator_would_reject_are_rejected_with_what_it_takes() {
        for (line, said) in [
            (
                "--scenario nosuch",
                "--scenario must be one of demo, large, slow, faulty, empty, restricted, not nosuch",
            ),
            ("--version 9", "--version must be one of 2.41, 2.42, 2.43, 2.44, not 9"),
            ("--port 80800", "--port must be a number up to 65535, not 80800"),
            ("--listen localhost", "--listen must be an IP address, not localhost"),
            ("--speed fast", "--speed must be a number, not fast"),
            ("--session-timeout 1.5", "--session-timeout must be a whole number, not 1.5"),
            ("--port", "--port requires a value"),
        ] {
            assert_eq!(place_of(line), Err(said.to_owned()));
        }
        assert!(
            place_of("--verson 2.41").unwrap_err().starts_with("unknown option --verson: expected --dev")
        );
    }

    #[test]
    fn the_options_and_words_are_those_of_the_simulator() {
        let source =
            |name: &str| file::read_text(&project::root().join("crates/simulator/src").join(name)).unwrap();
        let main = source("main.rs");
        let known = main.matches("            \"--").count();
        // The task itself passes --app and --proxy.
        assert_eq!(known, OPTIONS.len() + 2);
        assert!(main.contains(&format!("port: {PORT}")));
        let words = [("--version", "version.rs"), ("--scenario", "scenario.rs")];
        for (option, values) in OPTIONS {
            assert!(main.contains(&format!("            \"{option}\" => ")), "{option}");
            let Values::Words(known) = values else { continue };
            let enumeration = words.iter().find(|(name, _)| *name == option);
            let text = enumeration.map_or_else(|| main.clone(), |(_, file)| source(file));
            for word in known {
                assert!(text.contains(&format!("\"{word}\"")), "{option} {word}");
            }
            if enumeration.is_some() {
                assert!(text.contains(&format!("ALL: [Self; {}]", known.len())), "{option}");
            }
        }
    }

    #[test]
    fn a_port_in_use_is_reported_with_the_option_that_chooses_another() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let place = (IpAddr::V4(Ipv4Addr::LOCALHOST), port);
        let said = is_free(place).unwrap_err().to_string();
        assert_eq!(said, format!("port {port} is in use: choose another with --port"));
        drop(taken);
        assert!(is_free(place).is_ok());
    }
}
