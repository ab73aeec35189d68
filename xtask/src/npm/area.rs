//! What each area of the module weighs.

use super::{MADE, compile, stage, staging};
use crate::failure::{Failure, Result};
use crate::size::{self, Size};
use crate::step::Steps;
use crate::{file, project, setup};

/// The areas that came first, whose size is told together.
const FIRST: [&str; 5] = ["session", "integrity", "jobs", "tasks", "maintenance"];

/// Prints what the compiled code weighs with every area, and by how much less without each: what only that area needs.
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
    let every = without("every area", &|_| false)?;
    let mut rows = vec![
        ("every area".to_owned(), every),
        ("the first five".to_owned(), without("the first five", &|area| !FIRST.contains(&area))?),
        ("session alone".to_owned(), without("session alone", &|area| area != "session")?),
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

/// The names of the areas, as the module tells them apart.
fn areas(source: &str) -> Result<Vec<String>> {
    let named = |line: &str| {
        let (name, module) = line.trim().strip_prefix('"')?.split_once("\" => ")?;
        module.ends_with(',').then(|| name.to_owned())
    };
    let areas: Vec<_> = source.lines().filter_map(named).collect();
    if FIRST.iter().all(|first| areas.iter().any(|area| area == first)) {
        return Ok(areas);
    }
    Err(Failure::new("src/js/area/mod.rs does not name the areas as it did"))
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
