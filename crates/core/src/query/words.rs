//! What is asked of a list as words: `period` is `month`, `payment` is `cash`. An address carries them, a saved
//! view keeps them in its short forms, and over a view an address says only what differs. What a word
//! means is the business of its list; here they are texts, and reading them never fails.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::{
    codec::{escape, from_query, to_query, unescape},
    filter::Filter,
    own::Chosen,
};
use crate::domain::{Id, Member, View};

/// The word that a view keeps as its text.
const TEXT: &str = "q";
/// The word that a view keeps as its order.
const SORT: &str = "sort";
/// The owner of what nobody looks after.
const NOBODY: &str = "none";

/// What the names of own fields begin with.
const OWN: &str = "own-";

/// Whose things are asked for: anybody's, or with `Some(None)` those that nobody looks after.
pub type Whose = Option<Option<Id<Member>>>;

/// Words by their names. A blank one says nothing and is not kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words(BTreeMap<String, String>);

impl Words {
    /// The words of these pairs; of one name the last.
    pub fn of<N: Into<String>>(pairs: impl IntoIterator<Item = (N, String)>) -> Self {
        Self::default().with(pairs)
    }

    /// These words with others over them: a blank one takes away what stands here.
    #[must_use]
    pub fn with<N: Into<String>>(&self, pairs: impl IntoIterator<Item = (N, String)>) -> Self {
        let mut words = self.clone();
        for (name, value) in pairs {
            words.put(name, value);
        }
        words
    }

    /// Says a word; a blank one takes it back.
    pub fn put(&mut self, name: impl Into<String>, value: impl Into<String>) {
        let (name, value) = (name.into(), value.into());
        if value.is_empty() {
            self.0.remove(&name);
        } else if !name.is_empty() {
            self.0.insert(name, value);
        }
    }

    /// Says a word if there is one.
    pub fn put_some<W: ToString>(&mut self, name: impl Into<String>, word: Option<W>) {
        self.put(name, word.map(|word| word.to_string()).unwrap_or_default());
    }

    /// Says by which column, and whether the great ones come first.
    pub fn put_sort(&mut self, sort: Option<(String, bool)>) {
        let word = |(key, down): (String, bool)| format!("{}{key}", if down { "-" } else { "" });
        self.put_some(SORT, sort.map(word));
    }

    /// Says a word that is there or not.
    pub fn put_flag(&mut self, name: &str, on: bool) {
        self.put_some(name, on.then_some(1));
    }

    /// Says what is asked of tags and own fields, as `f`.
    pub fn put_filter(&mut self, filter: &Filter) {
        self.put_some("f", (!filter.is_everything()).then(|| to_query(filter)));
    }

    /// Says what is chosen of own fields.
    pub fn put_own(&mut self, own: &Chosen) {
        for (field, word) in own {
            self.put(format!("{OWN}{field}"), word.as_str());
        }
    }

    /// Says who looks after it.
    pub fn put_owner(&mut self, owner: Whose) {
        let word = |owner: Option<Id<Member>>| owner.map_or(NOBODY.to_owned(), |id| id.to_string());
        self.put_some("owner", owner.map(word));
    }

    /// A word; blank if it is not said.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// A word that is an identity.
    pub fn id<T>(&self, name: &str) -> Option<Id<T>> {
        Id::parse(self.get(name))
    }

    /// By which column, and whether the great ones come first; `of` knows the columns by their names.
    pub fn sort<C>(&self, of: impl Fn(&str) -> Option<C>) -> Option<(C, bool)> {
        let said = self.get(SORT);
        let (down, key) = said
            .strip_prefix('-')
            .map_or((false, said), |key| (true, key));
        of(key).map(|column| (column, down))
    }

    /// A word that is a day which a calendar can show.
    pub fn day(&self, name: &str) -> Option<NaiveDate> {
        // Beyond these a calendar has nothing to show, and sums of days could leave the calendar.
        let sane = |day: &NaiveDate| (1900..2200).contains(&day.year());
        self.get(name).parse().ok().filter(sane)
    }

    /// True if the word is said at all.
    pub fn has(&self, name: &str) -> bool {
        !self.get(name).is_empty()
    }

    /// What is asked of tags and own fields; everything passes what can't be read.
    pub fn filter(&self) -> Filter {
        from_query(self.get("f")).unwrap_or_default()
    }

    /// What is chosen of own fields.
    pub fn own(&self) -> Chosen {
        let said = self.said().filter_map(|(name, word)| {
            let field = Id::parse(name.strip_prefix(OWN)?)?;
            Some((field, word.to_owned()))
        });
        said.collect()
    }

    /// As what it is shown. Addresses once said that as `view`.
    pub fn shape<S>(&self, of: impl Fn(&str) -> Option<S>) -> Option<S> {
        of(self.get("as")).or_else(|| of(self.get("view")))
    }

    /// Who looks after it.
    pub fn owner(&self) -> Whose {
        match self.get("owner") {
            NOBODY => Some(None),
            id => Id::parse(id).map(Some),
        }
    }

    /// Every word by its name.
    pub fn said(&self) -> impl Iterator<Item = (&str, &str)> {
        let words = self.0.iter();
        words.map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Those of these names.
    #[must_use]
    pub fn only(&self, names: &[&str]) -> Self {
        Self::of(names.iter().map(|name| (*name, self.get(name).to_owned())))
    }

    /// Those of other names.
    #[must_use]
    pub fn without(mut self, names: &[&str]) -> Self {
        self.0.retain(|name, _| !names.contains(&name.as_str()));
        self
    }

    /// What an address must say so that these words come out over those: what differs, and blank what is
    /// not said any more. Space around a word makes no difference.
    pub fn beyond(&self, base: &Self) -> Vec<(String, String)> {
        let differs = |name: &str| self.get(name).trim() != base.get(name).trim();
        let mine = self.said().filter(|(name, _)| differs(name));
        let mine = mine.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let gone = base.said().filter(|(name, _)| !self.0.contains_key(*name));
        let gone = gone.filter(|(name, _)| differs(name));
        mine.chain(gone.map(|(name, _)| (name.to_owned(), String::new())))
            .collect()
    }

    /// What a view asks; what can't be read in it is left out.
    pub fn of_view(view: &View) -> Self {
        let pairs = view.filter.split('!').filter_map(|pair| {
            let (name, value) = pair.split_once('~')?;
            Some((unescape(name)?, unescape(value)?))
        });
        Self::of(pairs).with([(TEXT, view.text.clone()), (SORT, view.sort.clone())])
    }

    /// The view, asking this from now on.
    #[must_use]
    pub fn kept_in(&self, view: View) -> View {
        let rest = self.said().filter(|(name, _)| ![TEXT, SORT].contains(name));
        let rest: Vec<String> = rest
            .map(|(name, value)| format!("{}~{}", escape(name), escape(value)))
            .collect();
        View {
            text: self.get(TEXT).trim().to_owned(),
            sort: self.get(SORT).to_owned(),
            filter: rest.join("!"),
            ..view
        }
    }
}

/// What is asked of a list, as it can be said in words.
pub trait InWords: Clone + PartialEq + Default + Send + Sync + 'static {
    /// Reads the words of an address or a view; what makes no sense is left out.
    fn read(words: &Words) -> Self;

    /// The words of the address; none for everything.
    fn words(&self) -> Words;
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::made::view, *};

    fn words(pairs: &[(&str, &str)]) -> Words {
        Words::of(
            pairs
                .iter()
                .map(|(name, value)| (*name, (*value).to_owned())),
        )
    }

    #[test]
    fn a_view_keeps_text_and_order_apart() {
        let asked = words(&[
            ("q", "anna "),
            ("sort", "-value"),
            ("f", "all(tag~a!b~1)"),
            ("period", "month"),
        ]);
        let kept = asked.kept_in(view(""));
        assert_eq!((kept.text.as_str(), kept.sort.as_str()), ("anna", "-value"));
        assert_eq!(kept.filter, "f~all*28.tag*7e.a*21.b*7e.1*29.!period~month");
        assert_eq!(kept.look, "kept", "what is nobody's business stays");
        assert_eq!(asked.beyond(&Words::of_view(&kept)), []);
    }

    #[test]
    fn what_cannot_be_read_in_a_view_is_left_out() {
        for text in [
            "",
            "!!",
            "~",
            "~x",
            "period",
            "period~",
            "*~*",
            "a*zz.~b",
            "a~*110000.",
        ] {
            assert_eq!(Words::of_view(&view(text)), Words::default(), "{text}");
        }
        let some = Words::of_view(&view("a~*!q~smuggled!period~month~week!refunds~1"));
        assert_eq!(some, words(&[("period", "month~week"), ("refunds", "1")]));
    }

    #[test]
    fn an_address_says_only_what_differs_from_the_view() {
        let base = words(&[("period", "month"), ("payment", "cash")]);
        let now = words(&[("payment", "card"), ("refunds", "1")]);
        let said = now.beyond(&base);
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(
            said,
            [
                pair("payment", "card"),
                pair("refunds", "1"),
                pair("period", "")
            ]
        );
        assert_eq!(base.with(said), now);
        assert_eq!(base.beyond(&base), []);
        let space = words(&[("q", " ")]);
        assert_eq!(Words::default().beyond(&space), []);
        assert_eq!(space.beyond(&Words::default()), []);
        assert_eq!(
            now.only(&["payment", "period"]),
            words(&[("payment", "card")])
        );
    }

    fn some_words() -> impl Strategy<Value = Words> {
        proptest::collection::vec(("[a-z~!*. é茶-]{1,5}", "\\PC{0,9}"), 0..6).prop_map(Words::of)
    }

    proptest! {
        #[test]
        fn words_survive_a_view(asked in some_words()) {
            let read = Words::of_view(&asked.kept_in(view("old~1")));
            prop_assert_eq!(read.beyond(&asked), []);
            prop_assert_eq!(asked.beyond(&read), []);
        }

        #[test]
        fn words_survive_an_address_over_any_view(asked in some_words(), base in some_words()) {
            let read = base.with(asked.beyond(&base));
            prop_assert_eq!(read.beyond(&asked), []);
            prop_assert_eq!(asked.beyond(&read), []);
        }

        #[test]
        fn any_text_can_be_read(text in "\\PC{0,40}") {
            let read = Words::of_view(&view(&text));
            prop_assert_eq!(Words::of_view(&read.kept_in(view(""))), read);
        }
    }
}
