//! The expansion of `view!`.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use rstml::node::{KeyedAttribute, Node, NodeAttribute, NodeElement, NodeName};
use syn::spanned::Spanned;
use syn::{Error, Expr, Result};

type Element = NodeElement<rstml::Infallible>;

/// The expression for a view.
pub(crate) fn expand(tokens: TokenStream) -> Result<TokenStream> {
    nodes(&rstml::parse2(tokens)?)
}

fn nodes(children: &[Node]) -> Result<TokenStream> {
    let children = children.iter().map(node).collect::<Result<Vec<_>>>()?;
    Ok(match children.as_slice() {
        [] => quote!(::dhis2_steward_dom::View::Nothing),
        [only] => quote!(::dhis2_steward_dom::IntoView::into_view(#only)),
        several => quote!(::dhis2_steward_dom::all(
            ::std::vec![#(::dhis2_steward_dom::IntoView::into_view(#several)),*]
        )),
    })
}

fn node(node: &Node) -> Result<TokenStream> {
    match node {
        Node::Element(element) if is_component(element.name()) => component(element),
        Node::Element(element) => html(element),
        Node::Text(text) => {
            let text = &text.value;
            Ok(quote!(#text))
        }
        Node::Block(block) => match block.try_block() {
            Some(block) => Ok(match block.stmts.as_slice() {
                [syn::Stmt::Expr(only, None)] => quote!(#only),
                _ => quote!(#block),
            }),
            None => Err(Error::new(block.span(), "not an expression")),
        },
        Node::Fragment(fragment) => nodes(fragment.children()),
        other => Err(Error::new(other.span(), "write text in quotes")),
    }
}

fn is_component(name: &NodeName) -> bool {
    matches!(name, NodeName::Path(path)
        if path.path.segments.last().is_some_and(|last| last.ident.to_string().starts_with(char::is_uppercase)))
}

fn keyed(attribute: &NodeAttribute) -> Result<&KeyedAttribute> {
    match attribute {
        NodeAttribute::Attribute(attribute) => Ok(attribute),
        NodeAttribute::Block(block) => Err(Error::new(block.span(), "give the attribute a name")),
    }
}

/// The variable of the element, which does not shadow the caller's.
fn this() -> Ident {
    Ident::new("element", Span::mixed_site())
}

fn html(element: &Element) -> Result<TokenStream> {
    // The constant part is a single string: the name, then a line per attribute.
    let mut fixed = element.name().to_string();
    let mut calls = Vec::new();
    let this = this();
    for attribute in element.attributes() {
        let attribute = keyed(attribute)?;
        let key = attribute.key.to_string();
        match (key.split_once(':'), attribute.value()) {
            (None, None) => fixed.push_str(&format!("\n{key}=")),
            (None, Some(Expr::Lit(literal))) if !matches!(literal.lit, syn::Lit::Bool(_)) => {
                let text = attribute.value_literal_string().unwrap_or_default();
                if text.contains('\n') {
                    return Err(Error::new(literal.span(), "a value that never changes has one line"));
                }
                fixed.push_str(&format!("\n{key}={text}"));
            }
            (_, None) => return Err(Error::new(attribute.key.span(), "this needs a value")),
            (None, Some(value)) if key == "node_ref" => calls.push(quote!(#this.found_by(#value);)),
            (None, Some(value)) => calls.push(set("attribute", &key, value)),
            (Some(("class", name)), Some(value)) => calls.push(set("class", name, value)),
            (Some(("prop", name)), Some(value)) => calls.push(set("property", name, value)),
            (Some(("style", name)), Some(value)) => calls.push(set("style", name, value)),
            (Some(("on", name)), Some(value)) => {
                let event = format_ident!("{name}", span = attribute.key.span());
                calls.push(quote!(#this.on(::dhis2_steward_dom::event::#event, #value);));
            }
            (Some(_), Some(_)) => return Err(Error::new(attribute.key.span(), "not known here")),
        }
    }
    for child in &element.children {
        let child = node(child)?;
        calls.push(quote!(#this.child(#child);));
    }
    Ok(quote!({
        let #this = ::dhis2_steward_dom::Element::new(#fixed);
        #(#calls)*
        #this
    }))
}

fn set(method: &str, name: &str, value: &Expr) -> TokenStream {
    let method = format_ident!("{method}", span = value.span());
    {
        let this = this();
        quote!(#this.#method(#name, #value);)
    }
}

fn component(element: &Element) -> Result<TokenStream> {
    let name = element.name();
    let mut calls = Vec::new();
    for attribute in element.attributes() {
        let attribute = keyed(attribute)?;
        let NodeName::Path(path) = &attribute.key else {
            return Err(Error::new(attribute.key.span(), "the name of an argument"));
        };
        calls.push(match attribute.value() {
            Some(value) => quote!(.#path(#value)),
            None => quote!(.#path(true)),
        });
    }
    if !element.children.is_empty() {
        let children = nodes(&element.children)?;
        calls.push(quote!(.children(move || #children)));
    }
    Ok(quote!(#name(#name::builder() #(#calls)* .build())))
}
