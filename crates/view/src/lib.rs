//! The syntax of the app's views.
//!
//! It is the syntax of Leptos' macros of the same names, as far as the app needs it. The expansion differs:
//! Leptos gives every element a type of its own, and compiles the code that draws, hydrates, changes, and removes
//! it once for each. Here every element becomes calls of the few functions of `dhis2-steward-dom`. That makes the
//! app a fraction of the size, which is what counts on slow links; `docs/design.md` has the figures.

mod component;
mod view;

use proc_macro::TokenStream;

/// A piece of the page, in the syntax of HTML.
///
/// | in a tag | meaning |
/// | --- | --- |
/// | `class="row"`, `href=address` | an attribute: text, a number, `bool`, `Option` of these, a signal or a closure of these |
/// | `class:row--failed=is_failed` | whether the element has a class |
/// | `prop:value=text` | a property of the element |
/// | `style:height=height` | a property of its style |
/// | `on:click=move \|event\| …` | what happens on an event |
/// | `node_ref=node` | where the element can be found later |
///
/// Between tags there is text in quotes, or a block with any `IntoView`; a closure is redrawn
/// whenever a signal that it reads changes. A name that starts with a capital is a component.
#[proc_macro]
pub fn view(tokens: TokenStream) -> TokenStream {
    view::expand(tokens.into()).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// Turns a function into a component for `view!`: its arguments are the attributes.
///
/// `#[prop(into)]` accepts anything that converts to the argument's type. If omitted, `#[prop(optional)]` uses the
/// type's default, `#[prop(default = value)]` another. The body reads signals untracked.
#[proc_macro_attribute]
pub fn component(_: TokenStream, tokens: TokenStream) -> TokenStream {
    component::expand(tokens.into()).unwrap_or_else(syn::Error::into_compile_error).into()
}
