//! Reads the caller's arguments. An error names the option and what is expected; it never quotes a value that may be a
//! secret.

use core::cell::RefCell;
use core::time::Duration;
use std::rc::Rc;

use js_sys::{Array, JSON, Number, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::zone::Zone;
use crate::error::{Error, Result};
use crate::model::{DateRange, JobRef, JobType, Json, Uid, parse_json};

/// The default page size.
const PAGE: u32 = 500;

/// The arguments of a call, in order; options come last.
pub(super) struct Arguments {
    values: Array,
    options: RefCell<Vec<Options>>,
}

impl Arguments {
    pub(super) fn new(values: Array) -> Self {
        Self { values, options: RefCell::default() }
    }

    /// The options.
    pub(super) fn options(&self, index: u32) -> Result<Options> {
        let options = Options::read(&self.get(index))?;
        self.options.borrow_mut().push(options.clone());
        Ok(options)
    }

    /// Fails if an option was given that the operation has not read.
    pub(super) fn all_known(&self) -> Result<()> {
        self.options.borrow().iter().try_for_each(Options::all_known)
    }

    /// Any value.
    pub(super) fn get(&self, index: u32) -> JsValue {
        self.values.get(index)
    }

    /// A required string, such as `The type of the tasks`.
    pub(super) fn text(&self, index: u32, what: &str) -> Result<String> {
        let text = self.get(index).as_string();
        text.ok_or_else(|| Error::invalid_argument(format!("{what} must be a string.")))
    }

    /// An array of strings, such as `The operations`.
    pub(super) fn texts(&self, index: u32, what: &str) -> Result<Vec<String>> {
        let texts = texts(&self.get(index));
        texts.ok_or_else(|| Error::invalid_argument(format!("{what} must be an array of strings.")))
    }

    /// A required UID, such as `The data element`.
    pub(super) fn uid(&self, index: u32, what: &str) -> Result<Uid> {
        self.text(index, what)?.parse()
    }

    /// An array of UIDs, such as `The groups`.
    pub(super) fn uids(&self, index: u32, what: &str) -> Result<Vec<Uid>> {
        self.texts(index, what)?.iter().map(|id| id.parse()).collect()
    }

    /// A required non-negative integer, such as `The result`.
    pub(super) fn count(&self, index: u32, what: &str) -> Result<u64> {
        count(&self.get(index))
            .ok_or_else(|| Error::invalid_argument(format!("{what} must be a non-negative integer.")))
    }

    /// A job type.
    pub(super) fn job_type(&self, index: u32) -> Result<JobType> {
        Ok(JobType::from(self.text(index, "The type of the job")?.as_str()))
    }

    /// The job of a reference or `TYPE/uid`.
    pub(super) fn job(&self, index: u32, zone: &Zone) -> Result<JobRef> {
        let value = self.get(index);
        if let Some(text) = value.as_string() {
            return text.parse();
        }
        let reference = Options::read(&value)?;
        let (Some(job_type), Some(id)) = (reference.text("jobType")?, reference.text("id")?) else {
            return Err(Error::invalid_argument(
                "The job must be TYPE/uid or an object { jobType, id, created }.",
            ));
        };
        let created = reference.text("created")?.map(|text| zone.wall(&text)).transpose()?;
        Ok(JobRef { job_type: JobType::from(job_type.as_str()), id: id.parse()?, created })
    }

    /// The UID of the job of a reference, `TYPE/uid` or UID.
    pub(super) fn job_id(&self, index: u32, zone: &Zone) -> Result<Uid> {
        match self.get(index).as_string() {
            Some(text) if !text.contains('/') => text.parse(),
            _ => Ok(self.job(index, zone)?.id),
        }
    }
}

/// The options, the last argument of most methods; omitting them is the same as an empty object.
///
/// Nothing is ignored: an unknown option or `null` may have been meant to restrict the operation.
#[derive(Clone)]
pub(super) struct Options {
    value: JsValue,
    /// The names that were read.
    known: Rc<RefCell<Vec<&'static str>>>,
}

impl Options {
    /// Accepts an object or `undefined`.
    pub(super) fn read(value: &JsValue) -> Result<Self> {
        if value.is_undefined() || (value.is_object() && !Array::is_array(value)) {
            return Ok(Self { value: value.clone(), known: Rc::default() });
        }
        Err(Error::invalid_argument("The options must be an object, such as { signal }."))
    }

    /// Fails if an option was given that was not read. JavaScript handles signals.
    pub(super) fn all_known(&self) -> Result<()> {
        let known = self.known.borrow();
        let is_known = |name: &str| name == "signal" || known.contains(&name);
        match self.entries().into_iter().find(|(name, value)| !value.is_undefined() && !is_known(name)) {
            None => Ok(()),
            Some((name, _)) => Err(Error::invalid_argument(format!("Unknown option “{name}”."))),
        }
    }

    /// Any option; `undefined` if omitted.
    pub(super) fn get(&self, name: &'static str) -> JsValue {
        self.known.borrow_mut().push(name);
        if self.value.is_undefined() {
            return JsValue::UNDEFINED;
        }
        Reflect::get(&self.value, &name.into()).unwrap_or(JsValue::UNDEFINED)
    }

    /// A string.
    pub(super) fn text(&self, name: &'static str) -> Result<Option<String>> {
        optional(&self.get(name), JsValue::as_string, || format!("The option {name} must be a string."))
    }

    /// A boolean.
    pub(super) fn boolean(&self, name: &'static str) -> Result<Option<bool>> {
        optional(&self.get(name), JsValue::as_bool, || format!("The option {name} must be true or false."))
    }

    /// A required string.
    pub(super) fn needed(&self, name: &'static str) -> Result<String> {
        let missing = || Error::invalid_argument(format!("The option {name} is required: a string."));
        self.text(name)?.ok_or_else(missing)
    }

    /// A non-negative integer.
    pub(super) fn count(&self, name: &'static str) -> Result<Option<u64>> {
        optional(&self.get(name), count, || format!("The option {name} must be a non-negative integer."))
    }

    /// A duration in milliseconds.
    pub(super) fn millis(&self, name: &'static str) -> Result<Option<Duration>> {
        Ok(self.count(name)?.map(Duration::from_millis))
    }

    /// A UID.
    pub(super) fn uid(&self, name: &'static str) -> Result<Option<Uid>> {
        self.text(name)?.map(|id| id.parse()).transpose()
    }

    /// Alternative UIDs; none if omitted.
    pub(super) fn uids(&self, name: &'static str) -> Result<Vec<Uid>> {
        self.any_of(name)?.iter().map(|id| id.parse()).collect()
    }

    /// Alternative strings; none if omitted. Rejects an empty list: it would mean everything, while the caller may have
    /// meant nothing.
    pub(super) fn any_of(&self, name: &'static str) -> Result<Vec<String>> {
        match self.texts(name)? {
            None => Ok(Vec::new()),
            Some(texts) if texts.is_empty() => {
                Err(Error::invalid_argument(format!("The option {name} must not be empty; omit it instead.")))
            }
            Some(texts) => Ok(texts),
        }
    }

    /// A job type, as the option `jobType`.
    pub(super) fn job_type(&self) -> Result<Option<JobType>> {
        Ok(self.text("jobType")?.as_deref().map(JobType::from))
    }

    /// The dates from `startDate` to `endDate`.
    pub(super) fn dates(&self) -> Result<DateRange> {
        DateRange::new(&self.needed("startDate")?, &self.needed("endDate")?)
    }

    /// An array of strings.
    pub(super) fn texts(&self, name: &'static str) -> Result<Option<Vec<String>>> {
        optional(&self.get(name), texts, || format!("The option {name} must be an array of strings."))
    }

    /// A nested object of options.
    pub(super) fn options(&self, name: &'static str) -> Result<Option<Options>> {
        let value = self.get(name);
        if value.is_undefined() { Ok(None) } else { Self::read(&value).map(Some) }
    }

    /// The names and values of a plain object.
    pub(super) fn entries(&self) -> Vec<(String, JsValue)> {
        if self.value.is_undefined() {
            return Vec::new();
        }
        // Also accepts objects from other realms or without a prototype, which are not instances of this `Object`.
        let entries = Object::entries(self.value.unchecked_ref());
        let entry = |entry: JsValue| {
            let entry = Array::from(&entry);
            (entry.get(0).as_string().unwrap_or_default(), entry.get(1))
        };
        entries.iter().map(entry).collect()
    }

    /// An option as JSON text.
    pub(super) fn json(&self, name: &'static str) -> Result<Option<String>> {
        let value = self.get(name);
        let write = |value: &JsValue| JSON::stringify(value).ok().and_then(|text| text.as_string());
        optional(&value, write, || format!("The option {name} must be a JSON value."))
    }

    /// An option as a JSON tree.
    pub(super) fn tree(&self, name: &'static str) -> Result<Option<Json<'static>>> {
        let Some(text) = self.json(name)? else { return Ok(None) };
        let tree = parse_json(text.as_bytes()).map(|tree| tree.to_owned());
        tree.map(Some)
            .map_err(|fault| Error::invalid_argument(format!("The option {name}: {}.", fault.why())))
    }

    /// A 32-bit integer, as for a parameter of the server.
    pub(super) fn number(&self, name: &'static str) -> Result<Option<u32>> {
        let number = self.count(name)?.map(u32::try_from).transpose();
        number.map_err(|_| Error::invalid_argument(format!("The option {name} is too large.")))
    }

    /// The page size, as the option `pageSize`.
    pub(super) fn page_size(&self) -> Result<u32> {
        Ok(self.number("pageSize")?.unwrap_or(PAGE))
    }
}

/// JavaScript's integers are those of a 64-bit float.
pub(super) fn count(value: &JsValue) -> Option<u64> {
    value
        .as_f64()
        .filter(|number| (0.0..=9_007_199_254_740_991.0).contains(number) && number.fract() == 0.0)
        .map(|number| number as u64)
}

/// A string, number or boolean as text.
pub(super) fn written(value: &JsValue) -> Option<String> {
    let boolean = || value.as_bool().map(|value| value.to_string());
    // JavaScript formats the number: Rust's formatting would make the module larger.
    let number = || {
        value.dyn_ref::<Number>().and_then(|number| number.to_string_with_radix(10).ok()).map(String::from)
    };
    value.as_string().or_else(boolean).or_else(number)
}

fn texts(value: &JsValue) -> Option<Vec<String>> {
    value.dyn_ref::<Array>()?.iter().map(|item| item.as_string()).collect()
}

fn optional<T>(
    value: &JsValue,
    convert: impl FnOnce(&JsValue) -> Option<T>,
    fault: impl FnOnce() -> String,
) -> Result<Option<T>> {
    if value.is_undefined() {
        return Ok(None);
    }
    convert(value).map(Some).ok_or_else(|| Error::invalid_argument(fault()))
}
