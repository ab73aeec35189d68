//! The tables of the results, and `docs/performance.md`.

use std::fs;

use super::figure::{App, Figures, Read};
use crate::command;
use crate::failure::Result;

const METHOD: &str = "\
## Method

`cargo xtask bench` measures everything in one run; with `--write` it updates this page.

* Times are compared within a run, and nothing fails for being slow: ratios are meaningful on any machine, times only on this one.
* The response is a recording of the simulated server's scenario `large`; the smaller ones are parts of it. Its bytes are in memory before the clock starts.
* In the browser, the core is compiled and called as in the app: `client.integrity().issues(…)` over `fetch`, whose body arrives in chunks of 64 KiB. Each issue is decoded, read and dropped.
* The app is the packaged one in the simulated server, in the browser of the tests. The slow connection has a latency of 100 ms. Measured is the time from the navigation to the frame in which a check can be opened: the median of three visits with an empty browser cache.
* Scrolling moves 120 pixels per frame, for 600 frames; a frame is late if it takes more than one and a half times 1/60 s.
* The npm package creates a plain object for each issue and is called as its users call it, over a `fetch` that responds from memory.
* Both are compared with `JSON.parse` of the same bytes after `TextDecoder`, and a traversal that reads every string.
* Search and sort use the issue store of the app's table: a search for a name, for words that all issues contain, and for a text that none contains; a sort by each column in turn. They are compared with a `filter` of lower-case strings, and a `sort` by strings converted to lower case once.
* A poll is everything that `client.jobs().watch(…)` does except the network: building requests, decoding the record and the feed, and finding new notifications. It is compared with `JSON.parse` of the feed alone.
* The memory of the issue store is measured with the default allocator. With the app's, which is smaller and rounds up more, it is 1.14 times the length of the strings.
* Natively, every issue is kept, as by the Python client, `bench/client.py`.
* All of them must find the same number of issues and the same total length of strings; otherwise the run fails.
* A fresh page reads the largest response first, before the browser has optimised the module. After that, both are measured nine times in alternation, short runs up to a hundred times. The result is the median; for the first issue, the worst. Natively it is the fastest of nine runs; in Python, of three.
";

/// The baseline in the browser.
const PARSE: &str = "`JSON.parse` and a traversal";

/// The whole page.
pub(crate) fn page(figures: &Figures) -> Result<String> {
    Ok(format!("# Performance\n\n{}\n## Machine\n\n{}\n{METHOD}", tables(figures)?, machine(figures)?))
}

/// The comparisons, and the cost by the size of the response.
pub(crate) fn tables(figures: &Figures) -> Result<String> {
    Ok(format!("{}\n{}", compared(figures)?, over_size(&figures.read)))
}

fn compared(figures: &Figures) -> Result<String> {
    let (large, fresh) = (figures.largest()?, &figures.fresh);
    let what = format!("{} issues ({} MB)", thousands(large.issues), large.bytes / 1_000_000);
    let ((poll, parse), (each, batches)) = (figures.poll, figures.module);
    let Figures { search, sort, .. } = figures;
    let mib = figures.grown as f64 / f64::from(1 << 20);
    let mut rows = vec![
        versus(&format!("{what} in the browser"), large.core, PARSE, large.parse, "faster"),
        versus(&format!("{what} in a fresh page"), fresh.core, PARSE, fresh.parse, "–"),
        versus(&format!("{what}, `for await` of the npm package"), each, PARSE, large.parse, "–"),
        versus(&format!("{what}, `batches()` of the npm package"), batches, PARSE, large.parse, "–"),
        alone(
            &format!("{what}: first issue after the first bytes"),
            &millis(large.first.max(fresh.first)),
            "< 50 ms",
        ),
        alone(&format!("{what}: growth of the module's memory"), &format!("{mib:.1} MiB"), "≤ 4 MiB"),
        versus(&format!("{what}: search"), search.core, "`filter` and `includes`", search.js, "< 150 ms"),
        versus(&format!("{what}: sort"), sort.core, "`sort` of lower-case texts", sort.js, "< 150 ms"),
        alone(
            &format!("{what}: longest time the page is blocked during search and sort"),
            &millis(search.longest.max(sort.longest)),
            "< 50 ms",
        ),
        alone(
            &format!("{what}: memory to store them, relative to the length of their strings"),
            &format!("{:.2}", figures.kept.0 as f64 / figures.kept.1 as f64),
            "≤ 1.2",
        ),
        versus(
            "poll of a feed of 500 notifications, none of them new",
            poll,
            "`JSON.parse` of the feed",
            parse,
            "< 0.3 ms",
        ),
    ];
    rows.extend(app(&figures.app));
    if let Some(python) = &figures.python {
        let what = format!("{what}, natively");
        rows.push(versus(
            &what,
            figures.native,
            "`json.loads` and `model_validate`",
            python.json,
            "10 times faster",
        ));
        rows.push(versus(&what, figures.native, "`validate_json`", python.direct, "–"));
    } else {
        rows.push(alone(&format!("{what}, natively"), &millis(figures.native), "–"));
    }
    Ok(format!(
        "| measurement | core | compared with | time | ratio | target |\n| --- | --- | --- | --- | --- | --- |\n{}",
        rows.concat()
    ))
}

/// The times that users wait for in the app.
fn app(app: &App) -> Vec<String> {
    let start = "list of checks at 400 kbit/s, with a CPU four times slower";
    vec![
        alone(start, &millis(app.start), "< 6,500 ms"),
        alone(&format!("{start}, with a compressing proxy"), &millis(app.compressed), "< 4,000 ms"),
        alone(&format!("{start}, on a later visit"), &millis(app.again), "–"),
        alone("20,000 issues: first rows after the response", &millis(app.rows), "< 300 ms"),
        alone(
            "scrolling through 500,000 issues: frame time",
            &format!("{}, {:.1} % late", millis(app.frame), app.late),
            "60 per second",
        ),
    ]
}

fn versus(what: &str, ours: f64, other: &str, theirs: f64, wanted: &str) -> String {
    let (ratio, word) = if ours <= theirs { (theirs / ours, "faster") } else { (ours / theirs, "slower") };
    format!(
        "| {what} | {} | {other} | {} | {ratio:.1} times {word} | {wanted} |\n",
        millis(ours),
        millis(theirs)
    )
}

fn alone(what: &str, measured: &str, wanted: &str) -> String {
    format!("| {what} | {measured} | – | – | – | {wanted} |\n")
}

/// Cost by size: linear if the cost per issue does not depend on their number.
fn over_size(read: &[Read]) -> String {
    let most = read.iter().map(Read::each).fold(0.0, f64::max);
    let rows = read.iter().map(|read| {
        let bar = "█".repeat((read.each() / most * 20.0).round() as usize);
        format!(
            "| {} | {} | {} | {:.2} µs | {bar} |\n",
            thousands(read.issues),
            millis(read.core),
            millis(read.parse),
            read.each()
        )
    });
    format!(
        "| issues | core | `JSON.parse` and a traversal | core, per issue | |\n| ---: | ---: | ---: | ---: | --- |\n{}\n{}",
        rows.collect::<String>(),
        verdict(read)
    )
}

/// Whether the cost is linear, for sizes that take long enough to be measured.
fn verdict(read: &[Read]) -> String {
    let each: Vec<f64> = read.iter().filter(|read| read.issues >= 10_000).map(Read::each).collect();
    let (least, most) =
        each.iter().fold((f64::MAX, 0.0_f64), |(least, most), each| (least.min(*each), most.max(*each)));
    let spread = ((most / least - 1.0) * 100.0).round();
    let word = if spread <= 25.0 { "is linear" } else { "is not linear" };
    format!(
        "The cost {word}: from 10,000 issues, the cost per issue varies by {spread} % between the sizes.\n"
    )
}

fn machine(figures: &Figures) -> Result<String> {
    let cores = std::thread::available_parallelism()?;
    let processor = named("/proc/cpuinfo", "model name").unwrap_or_else(|| std::env::consts::ARCH.to_owned());
    let system = named("/etc/os-release", "PRETTY_NAME").unwrap_or_else(|| std::env::consts::OS.to_owned());
    let rustc = String::from_utf8(command::output(command::program("rustc").arg("--version"))?)?;
    let rustc = rustc.split(" (").next().unwrap_or_default();
    let python = figures.python.as_ref().map(|python| format!(", {}", python.versions)).unwrap_or_default();
    Ok(format!("{processor}, {cores} cores; {system}; {}; {}{python}.\n", figures.browser, rustc.trim()))
}

/// The value of the first line `name: value` or `name="value"` in a system file.
fn named(path: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    let (_, value) = line.split_once([':', '='])?;
    Some(value.trim().trim_matches('"').to_owned())
}

/// Milliseconds with the significant digits.
fn millis(milliseconds: f64) -> String {
    match milliseconds {
        small if small < 1.0 => format!("{small:.3} ms"),
        medium if medium < 100.0 => format!("{medium:.1} ms"),
        large => format!("{} ms", thousands(large.round() as u64)),
    }
}

fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let first = digits.len() % 3;
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && place % 3 == first % 3 {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::super::figure::tests::sample;
    use super::*;

    #[test]
    fn numbers_are_written_for_people() {
        assert_eq!(
            [1, 12, 123, 1234, 500_000, 1_000_000].map(thousands),
            ["1", "12", "123", "1,234", "500,000", "1,000,000"]
        );
        assert_eq!([0.1234, 12.34, 1234.5].map(millis), ["0.123 ms", "12.3 ms", "1,235 ms"]);
    }

    #[test]
    fn the_table_says_who_is_faster_and_by_how_much() {
        let table = compared(&sample()).unwrap();
        let row = |words: &str| table.lines().find(|line| line.contains(words)).unwrap();
        assert_eq!(
            row("in the browser"),
            "| 500,000 issues (92 MB) in the browser | 550 ms | `JSON.parse` and a traversal | 1,100 ms | 2.0 times faster | faster |"
        );
        assert!(row("validate_json").contains("10.0 times faster"));
        assert!(versus("a", 2.0, "b", 1.0, "–").contains("2.0 times slower"));
    }

    #[test]
    fn a_client_that_is_not_there_is_left_out() {
        let table = compared(&Figures { python: None, ..sample() }).unwrap();
        assert!(table.contains("natively | 100 ms | –"));
        assert!(!table.contains("json.loads"));
    }

    #[test]
    fn a_cost_that_grows_with_the_size_is_not_called_linear() {
        let read = |issues, core| Read { issues, bytes: 1, core, parse: 1.0, first: 1.0 };
        assert!(verdict(&[read(1_000, 9.0), read(10_000, 10.0), read(100_000, 110.0)]).contains("is linear"));
        assert!(verdict(&[read(10_000, 10.0), read(100_000, 200.0)]).contains("is not linear"));
    }
}
