//! The size of each area of the module.

use super::{MADE, compile, stage, staging};
use crate::failure::{Failure, Result};
use crate::size::{self, Size};
use crate::step::Steps;
use crate::{file, project, setup};

/// The first areas, whose size is printed together.
const FIRST: [&str; 5] = ["session", "integrity", "jobs", "tasks", "maintenance"];

/// Prints the size of the compiled code with all areas, and what each area alone adds to it.
pub(super) fn measure() -> Result {
    let mut steps = Steps::default();
    let tools = (setup::wasm_pack()?, setup::wasm_bindgen()?);
    let areas = areas(&file::read_text(&project::root().join("src/js/area/mod.rs"))?)?;
    let mut without = |what: &str, is_left_out: &dyn Fn(&str) -> bool| {
        let left_out: String =
            areas.iter().filter(|area| is_left_out(area)).map(|area| format!("{area},")).collect();
        steps.run(what, || {
            stage(&compile(&tools.0, &tools.1, &left_out)?)?;
            size::of(&file::read(&staging().join(MADE[1]))?)
        })
    };
    let every = without("all areas", &|_| false)?;
    let mut rows = vec![
        ("all areas".to_owned(), every),
        ("first five areas".to_owned(), without("first five areas", &|area| !FIRST.contains(&area))?),
        ("session only".to_owned(), without("session only", &|area| area != "session")?),
    ];
    for area in &areas {
        let rest = without(area, &|other| other == area)?;
        rows.push((format!("only for {area}"), less(every, rest)));
    }
    println!("\n{:<40} {:>10} {:>10}", "code", "raw", "gzip");
    for (what, size) in rows {
        println!("{what:<40} {:>10} {:>10}", size.raw, size.gzip);
    }
    steps.finish()
}

fn less(size: Size, other: Size) -> Size {
    Size { raw: size.raw.saturating_sub(other.raw), gzip: size.gzip.saturating_sub(other.gzip) }
}

/// The names of the areas in the module.
fn areas(source: &str) -> Result<Vec<String>> {
    let named = |line: &str| {
        let (name, module) = line.trim().strip_prefix('"')?.split_once("\" => ")?;
        module.ends_with(',').then(|| name.to_owned())
    };
    let areas: Vec<_> = source.lines().filter_map(named).collect();
    if FIRST.iter().all(|first| areas.iter().any(|area| area == first)) {
        return Ok(areas);
    }
    Err(Failure::new("the areas in src/js/area/mod.rs could not be parsed"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_areas_are_found_in_the_source() {
        let source = file::read_text(&project::root().join("src/js/area/mod.rs")).unwrap();
        let areas = areas(&source).unwrap();
        assert!(areas.len() > FIRST.len() && areas.iter().any(|area| area == "lockExceptions"), "{areas:?}");
        assert!(super::areas("").is_err());
    }
}
