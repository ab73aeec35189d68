//! The syntax of the app's views.
//!
//! The syntax is that of Leptos' macros of the same names, as far as the app needs it; the expansion differs: Leptos
//! gives every element its own type, and compiles the code to render, hydrate, update and remove it for each. Here
//! every element becomes calls of a few functions of `dhis2-steward-dom`, which makes the app a fraction of the size,
//! as slow connections require; `docs/design.md` has the figures.

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
/// Children are text in quotes, or a block with any `IntoView`; a closure is rendered again whenever a signal that it
/// reads changes. A name that starts with a capital letter is a component.
#[proc_macro]
pub fn view(tokens: TokenStream) -> TokenStream {
    view::expand(tokens.into()).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// Turns a function into a component, which `view!` calls by name; its arguments are the attributes.
///
/// `#[prop(into)]` accepts whatever converts to the type of the argument, `#[prop(optional)]` makes it default to its
/// type's default, `#[prop(default = value)]` to a value. The body reads signals without tracking them.
#[proc_macro_attribute]
pub fn component(_: TokenStream, tokens: TokenStream) -> TokenStream {
    component::expand(tokens.into()).unwrap_or_else(syn::Error::into_compile_error).into()
}
