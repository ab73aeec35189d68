//! A store for issues: half a million of them in little more memory than their texts, searched and sorted
//! without blocking anything else.

use std::rc::Rc;

use futures_util::future::LocalBoxFuture;

use super::Issue;

/// How many issues are stored together: few enough that a block fits into the gaps between others, which would waste
/// 40 % of the memory if a thousand issues were stored together.
pub(crate) const BLOCK: usize = 128;

/// The end of a text: a byte that never occurs in UTF-8.
pub(crate) const END: u8 = 0xFF;

/// Called repeatedly during long work: its future is awaited, so that other tasks can run.
pub type Turn<'a> = &'a dyn Fn() -> LocalBoxFuture<'static, ()>;

/// A column that issues can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The object's name.
    Name,
    /// The comment.
    Comment,
    /// Related objects: by the first of them.
    Refs,
    /// The UID.
    Id,
}

impl Column {
    /// All columns.
    pub const ALL: [Self; 4] = [Self::Name, Self::Comment, Self::Refs, Self::Id];

    /// The member of an issue.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Comment => "comment",
            Self::Refs => "refs",
            Self::Id => "id",
        }
    }

    /// Its position among the texts of an issue.
    pub(crate) fn place(self) -> usize {
        match self {
            Self::Name => 0,
            Self::Comment => 1,
            Self::Id => 2,
            Self::Refs => 3,
        }
    }
}

/// Issues in the order in which they arrived. A clone costs next to nothing, and does not change when issues are added.
///
/// ```
/// use dhis2_steward_issues::{Column, Issue, IssueList};
///
/// let mut list = IssueList::default();
/// for name in ["Bo", "Kenema", "Bonthe"] {
///     list.push(&Issue { name: Some(name.into()), ..Issue::default() });
/// }
/// # futures_util::FutureExt::now_or_never(async {
/// let at_once = || futures_util::FutureExt::boxed_local(async {});
/// let found = list.matching("BO", 0, &at_once).await;
/// assert_eq!(list.sorted(found, Column::Name, true, &at_once).await, [2, 0]);
/// # }).unwrap();
/// ```
#[derive(Clone, Debug, Default)]
pub struct IssueList {
    pub(crate) blocks: Vec<Rc<Block>>,
}

/// A block of issues, each as a sequence of strings: name, comment, UID and references.
#[derive(Clone, Debug, Default)]
pub(crate) struct Block {
    pub(crate) texts: Vec<u8>,
    /// The end of each issue.
    pub(crate) ends: Vec<u32>,
}

impl IssueList {
    /// The number of issues.
    pub fn len(&self) -> usize {
        self.blocks.last().map_or(0, |last| (self.blocks.len() - 1) * BLOCK + last.ends.len())
    }

    /// Whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// Appends one. An absent text and an empty one are the same here.
    pub fn push(&mut self, issue: &Issue) {
        if self.blocks.last().is_none_or(|last| last.ends.len() == BLOCK) {
            self.begin_block();
        }
        if let Some(last) = self.blocks.last_mut() {
            Rc::make_mut(last).push(issue);
        }
    }

    fn begin_block(&mut self) {
        let mut texts = Vec::new();
        if let Some(last) = self.blocks.last_mut() {
            // Stored at its exact size; the room in which it was gathered is the next one's.
            let gathered = &mut Rc::make_mut(last).texts;
            let exact = gathered.clone();
            texts = std::mem::replace(gathered, exact);
            texts.clear();
        }
        self.blocks.push(Rc::new(Block { texts, ends: Vec::with_capacity(BLOCK) }));
    }

    /// The issue at an index.
    pub fn get(&self, place: usize) -> Option<Issue> {
        let mut texts = self.texts(place)?.split(|byte| *byte == END).map(string);
        let mut text = || texts.next().filter(|text| !text.is_empty());
        let (name, comment, id) = (text(), text(), text());
        let mut refs: Vec<String> = texts.collect();
        // What follows the last end.
        refs.pop();
        Some(Issue { id, name, comment, refs })
    }

    /// The identifiers of some issues, one per line, and how many there are: not every issue has one.
    pub fn ids(&self, places: impl Iterator<Item = u32>) -> (String, usize) {
        let mut lines = Vec::new();
        let mut count = 0;
        for id in places.map(|place| self.text(place, Column::Id)).filter(|id| !id.is_empty()) {
            lines.extend_from_slice(id);
            lines.push(b'\n');
            count += 1;
        }
        lines.pop();
        (string(&lines), count)
    }

    pub(crate) fn texts(&self, place: usize) -> Option<&[u8]> {
        self.blocks.get(place / BLOCK)?.issue(place % BLOCK)
    }

    pub(crate) fn text(&self, place: u32, column: Column) -> &[u8] {
        let texts = self.texts(place as usize).unwrap_or_default();
        texts.split(|byte| *byte == END).nth(column.place()).unwrap_or_default()
    }
}

impl Block {
    fn push(&mut self, issue: &Issue) {
        let Issue { id, name, comment, refs } = issue;
        for text in [name, comment, id].map(|text| text.as_deref().unwrap_or_default()) {
            self.add(text);
        }
        refs.iter().for_each(|text| self.add(text));
        // No browser can have a block of four gigabytes.
        self.ends.push(u32::try_from(self.texts.len()).unwrap_or(u32::MAX));
    }

    fn add(&mut self, text: &str) {
        self.texts.extend_from_slice(text.as_bytes());
        self.texts.push(END);
    }

    pub(crate) fn start(&self, issue: usize) -> usize {
        issue.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize)
    }

    pub(crate) fn issue(&self, issue: usize) -> Option<&[u8]> {
        self.texts.get(self.start(issue)..*self.ends.get(issue)? as usize)
    }
}

fn string(text: &[u8]) -> String {
    String::from_utf8_lossy(text).into_owned()
}

#[cfg(test)]
pub(crate) mod tests {
    use futures_util::FutureExt;
    use proptest::prelude::*;

    use super::*;

    pub(crate) fn now<T>(work: impl Future<Output = T>) -> T {
        work.now_or_never().expect("nothing here waits")
    }

    pub(crate) fn at_once() -> LocalBoxFuture<'static, ()> {
        async {}.boxed_local()
    }

    pub(crate) fn list(issues: &[Issue]) -> IssueList {
        let mut list = IssueList::default();
        issues.iter().for_each(|issue| list.push(issue));
        list
    }

    fn text() -> impl Strategy<Value = Option<String>> {
        proptest::option::of("[a-cA-C éÉ]{1,12}")
    }

    /// A few issues repeated, which is faster than creating that many different ones.
    pub(crate) fn issues() -> impl Strategy<Value = Vec<Issue>> {
        let refs = proptest::collection::vec("[a-cA-CéÉ:]{0,12}", 0..3);
        let issue = (text(), text(), text(), refs);
        let issue = issue.prop_map(|(id, name, comment, refs)| Issue { id, name, comment, refs });
        (proptest::collection::vec(issue, 1..20), 0..2 * BLOCK + 2)
            .prop_map(|(some, count)| some.into_iter().cycle().take(count).collect())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn what_is_kept_is_what_came(issues in issues()) {
            let list = list(&issues);
            prop_assert_eq!(list.len(), issues.len());
            prop_assert_eq!(list.is_empty(), issues.is_empty());
            for (place, issue) in issues.iter().enumerate() {
                prop_assert_eq!(list.get(place), Some(issue.clone()));
            }
            prop_assert_eq!(list.get(issues.len()), None);
        }
    }

    #[test]
    fn identifiers_stand_in_lines_and_issues_without_one_are_left_out() {
        let issue = |id: Option<&str>| Issue { id: id.map(Into::into), ..Issue::default() };
        let list = list(&[issue(Some("a")), issue(None), issue(Some("b")), issue(Some("c"))]);
        assert_eq!(list.ids([3, 1, 0].into_iter()), ("c\na".to_owned(), 2));
        assert_eq!(list.ids([1].into_iter()), (String::new(), 0));
    }

    #[test]
    fn a_clone_does_not_change_when_issues_are_added() {
        let mut list = list(&[Issue { name: Some("a".into()), ..Issue::default() }]);
        let before = list.clone();
        list.push(&Issue { name: Some("b".into()), ..Issue::default() });
        assert_eq!((before.len(), list.len()), (1, 2));
        assert_eq!(before.get(1), None);
    }

    #[test]
    fn many_issues_take_little_more_room_than_their_texts() {
        let issue = |number: usize| Issue {
            id: Some(format!("aB3{number:08}")),
            name: Some(format!("Imported element {number}")),
            comment: Some("Is in no data set, and in no group".into()),
            refs: vec!["Badjia:YuQRtpLP10I".into()],
        };
        let mut list = IssueList::default();
        let mut length = 0;
        for number in 0..100_000 {
            let issue = issue(number);
            let texts = [&issue.id, &issue.name, &issue.comment].into_iter().flatten().chain(&issue.refs);
            length += texts.map(String::len).sum::<usize>();
            list.push(&issue);
        }
        let held = list.blocks.iter().map(|block| block.texts.capacity() + 4 * block.ends.capacity());
        let held: usize = held.sum();
        assert!(held * 100 < length * 115, "{held} for {length}");
    }
}
