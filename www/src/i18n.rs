//! Messages in the user's language.
//!
//! The English text is the key, so each message without a translation is shown in English.
//! Messages are kept until the page is closed; `catalogue` loads them.
//! Never knows a page; `format` writes numbers and dates.

use std::cell::RefCell;

use dhis2_steward::model::{Json, parse_json};
use js_sys::Intl::PluralRules;
use js_sys::{Array, Object};

/// The plural categories of CLDR, in the order in which a catalogue lists a message's forms.
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// Languages written from right to left.
const RIGHT_TO_LEFT: [&str; 14] =
    ["ar", "arc", "ckb", "dv", "fa", "ha", "he", "khw", "ks", "ku", "prs", "ps", "ur", "yi"];

thread_local! {
    static SPEECH: RefCell<Speech> = RefCell::new(Speech::default());
}

/// The language of this page.
#[derive(Default)]
struct Speech {
    locale: Option<String>,
    messages: Messages,
    plural: Option<Plural>,
}

/// The language's plural rules, and the categories it uses.
struct Plural {
    rules: PluralRules,
    categories: Vec<&'static str>,
}

/// Translations, sorted by English text; a message with a count has one form per category of the
/// the language.
#[derive(Default)]
struct Messages(Vec<(String, Vec<&'static str>)>);

impl Messages {
    /// Reads a catalogue: `{"English text": "translation", "{{count}} thing": ["form", "form"]}`.
    ///
    /// Returns `None` for anything that is not a JSON object.
    fn parse(json: &str) -> Option<Self> {
        let Ok(Json::Object(entries)) = parse_json(json.as_bytes()) else { return None };
        let keep = |value: Json| match value {
            Json::Text(text) if !text.is_empty() => vec![leak(text.into_owned())],
            Json::List(forms) => {
                forms.into_iter().filter_map(|form| form.as_str().map(|text| leak(text.into()))).collect()
            }
            _ => Vec::new(),
        };
        let mut messages = Self::default();
        for (id, value) in entries {
            let forms = keep(value);
            if !forms.is_empty() {
                messages.add(id.into_owned(), forms);
            }
        }
        Some(messages)
    }

    /// Adds one; the first of two with the same text stays.
    fn add(&mut self, id: String, forms: Vec<&'static str>) {
        // A catalogue is sorted, so this is almost always the end.
        if let Err(place) = self.place(&id) {
            self.0.insert(place, (id, forms));
        }
    }

    fn place(&self, id: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| known.as_str().cmp(id))
    }

    fn forms(&self, id: &str) -> &[&'static str] {
        let found = self.place(id).ok().and_then(|place| self.0.get(place));
        found.map(|(_, forms)| forms.as_slice()).unwrap_or_default()
    }
}

/// Messages are needed until the page is closed, and a `&'static str` saves a copy in every view.
fn leak(text: String) -> &'static str {
    Box::leak(text.into_boxed_str())
}

/// Sets the user's locale (BCP 47) and the catalogue of its language, if there is one.
pub fn install(locale: &str, catalogue: Option<&str>) {
    let messages = catalogue.and_then(Messages::parse);
    let plural = messages.is_some().then(|| plural_rules(locale));
    SPEECH.with_borrow_mut(|speech| {
        *speech = Speech { locale: Some(locale.into()), messages: messages.unwrap_or_default(), plural };
    });
}

/// Adds a catalogue of the same language.
pub fn add(catalogue: &str) {
    let Some(more) = Messages::parse(catalogue) else { return };
    SPEECH.with_borrow_mut(|speech| {
        if speech.plural.is_none() {
            speech.plural = speech.locale.as_deref().map(plural_rules);
        }
        for (id, forms) in more.0 {
            speech.messages.add(id, forms);
        }
    });
}

fn plural_rules(locale: &str) -> Plural {
    let rules = PluralRules::new(&Array::of1(&locale.into()), &Object::new());
    let known = js_sys::Reflect::get(&rules.resolved_options(), &"pluralCategories".into());
    let known: Array = known.map(Into::into).unwrap_or_default();
    let has = |category: &&str| known.includes(&(*category).into(), 0);
    Plural { rules, categories: CATEGORIES.into_iter().filter(has).collect() }
}

/// The user's locale (BCP 47); the browser's if none is set.
pub fn locale() -> String {
    SPEECH.with_borrow(|speech| speech.locale.clone()).unwrap_or_else(|| "en".into())
}

/// `rtl` or `ltr`: the direction of the user's language, whether or not its messages are translated.
pub fn direction(locale: &str) -> &'static str {
    let language = locale.split('-').next().unwrap_or_default();
    if RIGHT_TO_LEFT.contains(&language) { "rtl" } else { "ltr" }
}

/// Converts a locale from DHIS2's form (`pt_BR`, `uz_UZ_Cyrl`, `in`) to the browser's.
pub fn bcp47(locale: &str) -> String {
    let is_gap = |c| matches!(c, '_' | '-');
    let mut parts = locale.split(is_gap);
    let mut tag = match parts.next().unwrap_or_default() {
        "in" => "id",
        "iw" => "he",
        "prs" => "fa-AF",
        language => language,
    }
    .to_owned();
    // The script precedes the region.
    for is_script in [true, false] {
        for part in parts.clone().filter(|part| (part.len() == 4) == is_script) {
            tag.push('-');
            tag.push_str(part);
        }
    }
    tag
}

/// The catalogues of a locale, or else of its language, in a list such as
/// `fr=i18n/fr-0a1b2c3d.bin,i18n/fr-later-1b2c3d4e.bin pt-BR=…`.
pub fn catalogue_of<'a>(locale: &str, list: &'a str) -> Option<&'a str> {
    let find = |wanted: &str| {
        let entries = list.split_whitespace().filter_map(|entry| entry.split_once('='));
        entries
            .into_iter()
            .find(|(language, _)| bcp47(language).eq_ignore_ascii_case(wanted))
            .map(|(_, path)| path)
    };
    find(locale).or_else(|| find(locale.split('-').next().unwrap_or_default()))
}

/// The message in the user's language.
pub fn t(id: &'static str) -> &'static str {
    SPEECH.with_borrow(|speech| speech.messages.forms(id).first().copied().unwrap_or(id))
}

/// The message with its `{{variables}}` filled in.
pub fn tf(id: &'static str, variables: &[(&str, &str)]) -> String {
    let form = SPEECH.with_borrow(|speech| speech.messages.forms(id).first().copied());
    isolated(form.is_none(), fill(form.unwrap_or(id), variables))
}

/// English that replaces a missing translation keeps its own direction on a right-to-left page:
/// otherwise its numbers would change sides.
fn isolated(is_english: bool, text: String) -> String {
    if is_english && direction(&locale()) == "rtl" { format!("\u{2068}{text}\u{2069}") } else { text }
}

/// The server's own words, which keep their direction and punctuation in a sentence of a right-to-left page.
pub fn quoted(words: &str) -> String {
    isolated(true, words.into())
}

/// The message in the plural form for `count`, which also fills `{{count}}`.
pub fn tn(one: &'static str, other: &'static str, count: usize, variables: &[(&str, &str)]) -> String {
    let form = SPEECH.with_borrow(|speech| {
        let plural = speech.plural.as_ref()?;
        let category = plural.rules.select(count as f64).as_string().unwrap_or_default();
        pick(speech.messages.forms(one), &plural.categories, &category)
    });
    let number = crate::format::number(count as f64);
    let variables: Vec<_> = variables.iter().copied().chain([("count", number.as_str())]).collect();
    let english = if count == 1 { one } else { other };
    isolated(form.is_none(), fill(form.unwrap_or(english), &variables))
}

/// The form for a category. A catalogue may list fewer forms than the language has categories: then the last one is
/// used for the rest.
fn pick(forms: &[&'static str], categories: &[&str], category: &str) -> Option<&'static str> {
    let place = categories.iter().position(|known| *known == category).unwrap_or(usize::MAX);
    forms.get(place).or_else(|| forms.last()).copied()
}

/// A text with its `{{variables}}` filled in; an unknown variable stays as its name.
fn fill(template: &str, variables: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some((before, after)) = split_at_two(rest, b'{') {
        out.push_str(before);
        let Some((name, tail)) = split_at_two(after, b'}') else {
            out.push_str("{{");
            rest = after;
            continue;
        };
        let value = variables.iter().find(|(key, _)| *key == name.trim()).map(|(_, value)| *value);
        out.push_str(value.unwrap_or(name));
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// The text before and after the first place where an ASCII byte occurs twice in a row.
fn split_at_two(text: &str, byte: u8) -> Option<(&str, &str)> {
    let place = text.as_bytes().windows(2).position(|two| two == [byte, byte])?;
    Some((text.get(..place)?, text.get(place + 2..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_without_a_translation_is_shown_in_english() {
        assert_eq!(t("Run this check"), "Run this check");
    }

    #[test]
    fn variables_are_filled_and_their_values_are_not_read_again() {
        assert_eq!(fill("{{ name }}: {{count}}", &[("name", "{{count}}"), ("count", "3")]), "{{count}}: 3");
    }

    #[test]
    fn braces_that_hold_no_variable_stay() {
        assert_eq!(fill("a {{ b", &[]), "a {{ b");
    }

    #[test]
    fn an_untranslated_or_empty_entry_counts_as_missing() {
        let messages = Messages::parse(r#"{"a": "", "b": "B", "c": ["un", "deux"]}"#).unwrap();
        assert!(messages.forms("a").is_empty());
        assert_eq!(messages.forms("b"), ["B"]);
        assert_eq!(messages.forms("c"), ["un", "deux"]);
    }

    #[test]
    fn messages_of_a_second_catalogue_are_found_beside_those_of_the_first() {
        let mut messages = Messages::parse(r#"{"b": "B", "d": "D"}"#).unwrap();
        for id in ["a", "b", "c", "e"] {
            messages.add(id.into(), vec!["later"]);
        }
        let found = ["a", "b", "c", "d", "e", "f"].map(|id| messages.forms(id).concat());
        assert_eq!(found, ["later", "B", "later", "D", "later", ""]);
    }

    #[test]
    fn a_language_with_fewer_forms_than_categories_uses_its_last_one() {
        let forms = ["un", "plusieurs"];
        assert_eq!(pick(&forms, &["one", "many", "other"], "one"), Some("un"));
        assert_eq!(pick(&forms, &["one", "many", "other"], "other"), Some("plusieurs"));
        assert_eq!(pick(&[], &["one", "other"], "one"), None);
    }

    #[test]
    fn locales_of_dhis2_become_those_of_the_browser() {
        for (dhis2, browser) in [
            ("en", "en"),
            ("pt_BR", "pt-BR"),
            ("uz_UZ_Cyrl", "uz-Cyrl-UZ"),
            ("in", "id"),
            ("es_419", "es-419"),
            ("ar_IQ", "ar-IQ"),
        ] {
            assert_eq!(bcp47(dhis2), browser);
        }
    }

    #[test]
    fn a_region_without_a_catalogue_uses_that_of_its_language() {
        let list = "fr=i18n/fr-1.bin,i18n/fr-later-2.bin pt_BR=i18n/pt-3.bin";
        assert_eq!(catalogue_of("fr-CM", list), Some("i18n/fr-1.bin,i18n/fr-later-2.bin"));
        assert_eq!(catalogue_of("pt-BR", list), Some("i18n/pt-3.bin"));
        assert_eq!(catalogue_of("pt", list), None);
        assert_eq!(catalogue_of("en", ""), None);
    }

    #[test]
    fn direction_follows_the_language_of_the_locale() {
        assert_eq!(direction("ar-IQ"), "rtl");
        assert_eq!(direction("pt-BR"), "ltr");
    }
}
