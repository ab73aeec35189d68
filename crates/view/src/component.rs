//! The expansion of `#[component]`: a struct of the arguments, built by name, and a function that takes it.

use proc_macro2::TokenStream;
use quote::quote;
use syn::punctuated::Punctuated;
use syn::{Attribute, Error, Expr, FnArg, Ident, ItemFn, Meta, Pat, Result, Token, Type};

/// The component for a function.
pub(crate) fn expand(tokens: TokenStream) -> Result<TokenStream> {
    let ItemFn { attrs, vis, sig, block, .. } = syn::parse2(tokens)?;
    let name = &sig.ident;
    let arguments = sig.inputs.iter().map(argument).collect::<Result<Vec<_>>>()?;
    let output = &sig.output;
    let documentation = format!("The arguments of the component [`{name}()`].");
    let names = arguments.iter().map(|argument| &argument.name);
    let fields = arguments.iter().map(|argument| field(argument, &vis));
    // The struct and the function have the same name: `view!` builds the one and calls the other.
    Ok(quote! {
        #[doc = #documentation]
        #[derive(::leptos::typed_builder_macro::TypedBuilder)]
        #[builder(crate_module_path = ::leptos::typed_builder)]
        #vis struct #name {
            #(#fields,)*
        }

        #(#attrs)*
        #[allow(non_snake_case, reason = "components are named like types")]
        #vis fn #name(#name { #(#names),* }: #name) #output {
            ::leptos::prelude::untrack(move || #block)
        }
    })
}

struct Argument {
    documentation: Vec<Attribute>,
    name: Ident,
    kind: Type,
    options: Options,
}

#[derive(Default)]
struct Options {
    into: bool,
    optional: bool,
    default: Option<Expr>,
}

fn argument(input: &FnArg) -> Result<Argument> {
    let FnArg::Typed(input) = input else {
        return Err(Error::new_spanned(input, "a component has no self"));
    };
    let Pat::Ident(name) = &*input.pat else {
        return Err(Error::new_spanned(&input.pat, "the name of an argument"));
    };
    let mut options = Options::default();
    let mut documentation = Vec::new();
    for attribute in &input.attrs {
        if attribute.path().is_ident("prop") {
            for option in attribute.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)? {
                match &option {
                    Meta::Path(path) if path.is_ident("into") => options.into = true,
                    Meta::Path(path) if path.is_ident("optional") => options.optional = true,
                    Meta::NameValue(value) if value.path.is_ident("default") => {
                        options.default = Some(value.value.clone());
                    }
                    _ => return Err(Error::new_spanned(option, "into, optional, or default = …")),
                }
            }
        } else {
            documentation.push(attribute.clone());
        }
    }
    // The children of a component are passed as a closure.
    options.into |= name.ident == "children";
    Ok(Argument { documentation, name: name.ident.clone(), kind: (*input.ty).clone(), options })
}

fn field(argument: &Argument, vis: &syn::Visibility) -> TokenStream {
    let Argument { documentation, name, kind, options } = argument;
    let default = match &options.default {
        Some(value) => quote!(default = #value,),
        None if options.optional => quote!(default,),
        None => quote!(),
    };
    let setter = if options.into {
        quote! {
            setter(
                fn transform<Marker>(value: impl ::dhis2_steward_dom::IntoArgument<#kind, Marker>) -> #kind {
                    value.into_argument()
                },
            )
        }
    } else if let (true, Some(_)) = (options.optional, inner(kind)) {
        quote!(setter(strip_option))
    } else {
        quote!()
    };
    let builder = match (default.is_empty(), setter.is_empty()) {
        (true, true) => quote!(),
        _ => quote!(#[builder(#default #setter)]),
    };
    quote! {
        #(#documentation)*
        #builder
        #vis #name: #kind
    }
}

/// The inner type of an `Option`.
fn inner(kind: &Type) -> Option<&Type> {
    let Type::Path(path) = kind else { return None };
    let last = path.path.segments.last().filter(|last| last.ident == "Option")?;
    let syn::PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    match arguments.args.first()? {
        syn::GenericArgument::Type(inner) => Some(inner),
        _ => None,
    }
}
