//! The results as numbers: medians in the browser, the fastest round natively.
//!
//! Native programs do not alternate, so other load on the machine would affect only one of them.

use serde_json::Value;

use crate::failure::{Failure, Result};

/// The results; times in milliseconds.
pub(crate) struct Figures {
    /// The times that users wait for in the app.
    pub(crate) app: App,
    /// The first read of the largest response in the browser.
    pub(crate) fresh: Read,
    /// The reads of each size in the browser after that, smallest first.
    pub(crate) read: Vec<Read>,
    /// The growth of the module's memory during the reads, in bytes.
    pub(crate) grown: u64,
    /// A poll with nothing new, and `JSON.parse` of the same feed.
    pub(crate) poll: (f64, f64),
    /// The largest response, stored: the growth of the module's memory in bytes, and the length of the strings.
    pub(crate) kept: (u64, u64),
    /// The search of the stored issues.
    pub(crate) search: Asked,
    /// The sort of the stored issues.
    pub(crate) sort: Asked,
    /// The largest response, read with the npm package: by issue, and by batch.
    pub(crate) module: (f64, f64),
    /// The largest response, natively.
    pub(crate) native: f64,
    /// The same with the Python client, if Python is installed.
    pub(crate) python: Option<Python>,
    /// The browser and its version.
    pub(crate) browser: String,
}

/// The times that users wait for in the app.
pub(crate) struct App {
    /// The list of checks over a slow connection, from a server without compression.
    pub(crate) start: f64,
    /// The same with a compressing proxy.
    pub(crate) compressed: f64,
    /// The same, on a later visit.
    pub(crate) again: f64,
    /// The first rows of a check's issues, after the response.
    pub(crate) rows: f64,
    /// A frame while scrolling through half a million issues.
    pub(crate) frame: f64,
    /// The percentage of frames that took longer than a frame and a half.
    pub(crate) late: f64,
}

/// A read of a response in the browser.
pub(crate) struct Read {
    pub(crate) issues: u64,
    pub(crate) bytes: u64,
    /// By the core.
    pub(crate) core: f64,
    /// By `JSON.parse` and a traversal of the result.
    pub(crate) parse: f64,
    /// The longest time to the first issue after the first bytes.
    pub(crate) first: f64,
}

/// Searches or sorts of the stored issues.
pub(crate) struct Asked {
    /// By the core.
    pub(crate) core: f64,
    /// In JavaScript.
    pub(crate) js: f64,
    /// The longest time that the page was blocked during one of them.
    pub(crate) longest: f64,
}

/// The Python client's reads of the largest response.
pub(crate) struct Python {
    /// With `json.loads`, validating each issue.
    pub(crate) json: f64,
    /// Parsed and validated by pydantic in one step.
    pub(crate) direct: f64,
    pub(crate) versions: String,
}

impl Figures {
    /// Reads the output of the programs; fails unless all read the same issues.
    pub(crate) fn new(app: &Value, browser: &Value, native: &Value, python: Option<&Value>) -> Result<Self> {
        let read = browser.get("read").and_then(Value::as_array).into_iter().flatten();
        let python = python.map(|python| {
            for way in ["json", "direct"] {
                is_same(native, python.get(way).unwrap_or(&Value::Null))?;
            }
            Ok::<_, Failure>(Python {
                json: quickest(python, "/json/milliseconds")?,
                direct: quickest(python, "/direct/milliseconds")?,
                versions: text(python, "versions")?,
            })
        });
        Ok(Self {
            app: App::new(app)?,
            fresh: Read::new(browser.get("fresh").unwrap_or(&Value::Null))?,
            read: read.map(Read::new).collect::<Result<_>>()?,
            grown: whole(browser, "memoryAfter")? - whole(browser, "memoryBefore")?,
            poll: (median(browser, "/poll/wasm")?, median(browser, "/poll/js")?),
            kept: (count(browser, "/kept/grown")?, count(browser, "/kept/length")?),
            search: Asked::new(browser, "/kept/search")?,
            sort: Asked::new(browser, "/kept/sort")?,
            module: (median(browser, "/module/each")?, median(browser, "/module/batches")?),
            native: quickest(native, "/milliseconds")?,
            python: python.transpose()?,
            browser: text(browser, "browser")?,
        })
    }

    /// The read of the largest response in the browser.
    pub(crate) fn largest(&self) -> Result<&Read> {
        self.read.last().ok_or_else(|| missing("read"))
    }
}

/// The longest frame that is not late, at sixty frames per second.
const LATE: f64 = 1_000.0 / 60.0 * 1.5;

impl App {
    fn new(app: &Value) -> Result<Self> {
        let frames = sorted(app, "/scroll/frames")?;
        let late = frames.iter().filter(|frame| **frame > LATE).count();
        Ok(Self {
            start: median(app, "/start/plain")?,
            compressed: median(app, "/start/compressed")?,
            again: median(app, "/start/again")?,
            rows: median(app, "/rows/times")?,
            frame: median(app, "/scroll/frames")?,
            late: late as f64 * 100.0 / frames.len().max(1) as f64,
        })
    }
}

impl Read {
    fn new(read: &Value) -> Result<Self> {
        Ok(Self {
            issues: whole(read, "size")?,
            bytes: whole(read, "bytes")?,
            core: median(read, "/wasm")?,
            parse: median(read, "/js")?,
            first: *sorted(read, "/first")?.last().ok_or_else(|| missing("first"))?,
        })
    }

    /// The cost per issue, in microseconds.
    pub(crate) fn each(&self) -> f64 {
        self.core * 1_000.0 / self.issues as f64
    }
}

impl Asked {
    fn new(browser: &Value, place: &str) -> Result<Self> {
        Ok(Self {
            core: median(browser, &format!("{place}/wasm"))?,
            js: median(browser, &format!("{place}/js"))?,
            longest: median(browser, &format!("{place}/longest"))?,
        })
    }
}

/// Fails unless both read the same number of issues, with strings of the same length.
fn is_same(one: &Value, other: &Value) -> Result {
    let same = |name: &str| one.get(name).is_some_and(|value| other.get(name) == Some(value));
    if same("issues") && same("length") {
        return Ok(());
    }
    Err(Failure::new(format!("the results differ: {one} and {other}")))
}

fn median(value: &Value, place: &str) -> Result<f64> {
    let sorted = sorted(value, place)?;
    sorted.get(sorted.len() / 2).copied().ok_or_else(|| missing(place))
}

fn quickest(value: &Value, place: &str) -> Result<f64> {
    sorted(value, place)?.first().copied().ok_or_else(|| missing(place))
}

fn sorted(value: &Value, place: &str) -> Result<Vec<f64>> {
    let times = value.pointer(place).and_then(Value::as_array).ok_or_else(|| missing(place))?;
    let mut times: Vec<f64> = times.iter().filter_map(Value::as_f64).collect();
    times.sort_by(f64::total_cmp);
    Ok(times)
}

fn whole(value: &Value, name: &str) -> Result<u64> {
    value.get(name).and_then(Value::as_u64).ok_or_else(|| missing(name))
}

fn count(value: &Value, place: &str) -> Result<u64> {
    value.pointer(place).and_then(Value::as_u64).ok_or_else(|| missing(place))
}

fn text(value: &Value, name: &str) -> Result<String> {
    value.get(name).and_then(Value::as_str).map(str::to_owned).ok_or_else(|| missing(name))
}

fn missing(what: &str) -> Failure {
    Failure::new(format!("{what} was not measured"))
}

#[cfg(test)]
pub(crate) mod tests {
    use serde_json::json;

    use super::*;

    /// Invented figures.
    pub(crate) fn sample() -> Figures {
        let read = json!([
            { "size": 1000, "bytes": 184_000, "wasm": [3, 1, 2], "js": [4, 5, 6], "first": [0.5, 0.25, 0.75] },
            { "size": 500_000, "bytes": 92_000_000, "wasm": [600, 500, 550], "js": [1100, 1200, 1000], "first": [1] },
        ]);
        let browser = json!({
            "fresh": read[1], "read": read, "memoryBefore": 65_536, "memoryAfter": 131_072, "browser": "Chromium 1",
            "poll": { "wasm": [0.125], "js": [0.25] }, "module": { "each": [900, 800, 850], "batches": [700] },
            "kept": {
                "grown": 63_000_000, "length": 60_000_000,
                "search": { "wasm": [20, 30, 25], "js": [200], "longest": [1, 3, 2] },
                "sort": { "wasm": [80], "js": [800], "longest": [9] },
            },
        });
        let app = json!({
            "start": { "plain": [6000, 5000, 5500], "compressed": [3500], "again": [900] },
            "rows": { "times": [40] },
            "scroll": { "frames": [16, 17, 33, 16] },
        });
        let native = json!({ "issues": 9, "length": 99, "milliseconds": [200, 100, 300] });
        let python = json!({
            "json": { "issues": 9, "length": 99, "milliseconds": [4000] },
            "direct": { "issues": 9, "length": 99, "milliseconds": [1000] },
            "versions": "Python 3, pydantic 2",
        });
        Figures::new(&app, &browser, &native, Some(&python)).unwrap()
    }

    #[test]
    fn the_median_counts_natively_the_quickest_and_of_the_first_issue_the_worst() {
        let figures = sample();
        let [small, large] = figures.read.as_slice() else { panic!("{}", figures.read.len()) };
        assert_eq!((small.core, small.parse, small.first), (2.0, 5.0, 0.75));
        assert_eq!((large.each(), figures.native, figures.grown), (1.1, 100.0, 65_536));
        assert_eq!((figures.app.start, figures.app.late), (5_500.0, 25.0));
    }

    #[test]
    fn who_has_read_something_else_is_not_compared() {
        let native = json!({ "issues": 9, "length": 99 });
        assert!(is_same(&native, &json!({ "issues": 9, "length": 99, "milliseconds": [] })).is_ok());
        assert!(is_same(&native, &json!({ "issues": 9, "length": 98 })).is_err());
        assert!(is_same(&native, &Value::Null).is_err());
    }
}
