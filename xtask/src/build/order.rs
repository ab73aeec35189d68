//! Orders functions by similarity.
//!
//! gzip finds repetitions within 32 kB, but the compiler orders functions arbitrarily: placing similar ones side by
//! side makes the compressed module 2 % smaller. wasm-opt can sort functions by name, so each is named after its
//! position.

use std::collections::{BTreeSet, HashMap};

use super::wasm::{Bytes, CODE, CUSTOM, HEADER, IMPORTS, write_number, write_text};
use crate::failure::{Failure, Result};

/// The length of a shared sequence of bytes that makes functions similar.
const RUN: usize = 5;

/// Sequences in more functions than this say nothing about similarity.
const COMMON: usize = 300;

/// Names the functions of a module by their intended order. The module must have no names.
pub(super) fn named_by_likeness(module: &[u8]) -> Result<Vec<u8>> {
    let (imported, bodies) = functions(module).ok_or_else(|| Failure::new("the module is malformed"))?;
    let mut places = vec![0; bodies.len()];
    for (place, function) in order(&bodies).into_iter().enumerate() {
        if let Some(slot) = places.get_mut(function) {
            *slot = place;
        }
    }
    let mut names = Vec::new();
    write_number(&mut names, places.len());
    for (function, place) in places.iter().enumerate() {
        write_number(&mut names, imported + function);
        write_text(&mut names, &format!("{place:06}"));
    }
    let mut section = Vec::new();
    write_text(&mut section, "name");
    section.push(1);
    write_number(&mut section, names.len());
    section.extend(names);
    let mut named = module.to_vec();
    named.push(CUSTOM);
    write_number(&mut named, section.len());
    named.extend(section);
    Ok(named)
}

/// The number of imported functions, and the bodies of the others.
fn functions(module: &[u8]) -> Option<(usize, Vec<&[u8]>)> {
    let mut rest = Bytes(module.get(HEADER..)?);
    let (mut imported, mut bodies) = (0, Vec::new());
    while let Some(kind) = rest.byte() {
        let size = rest.number()?;
        let mut section = Bytes(rest.take(size)?);
        match kind {
            IMPORTS => {
                for _ in 0..section.number()? {
                    section.text()?;
                    section.text()?;
                    imported += usize::from(section.kind()?.first() == Some(&0));
                }
            }
            CODE => {
                for _ in 0..section.number()? {
                    let size = section.number()?;
                    bodies.push(section.take(size)?);
                }
            }
            _ => {}
        }
    }
    Some((imported, bodies))
}

/// Chains all functions: each is followed by the remaining one that shares the most with it.
fn order(bodies: &[&[u8]]) -> Vec<usize> {
    let runs: Vec<BTreeSet<&[u8]>> = bodies.iter().map(|body| body.windows(RUN).collect()).collect();
    let mut holders: HashMap<&[u8], Vec<usize>> = HashMap::new();
    for (function, runs) in runs.iter().enumerate() {
        for run in runs {
            holders.entry(run).or_default().push(function);
        }
    }
    holders.retain(|_, functions| functions.len() <= COMMON);
    // Largest first: a chain continues with them when no similar function remains.
    let mut by_size: Vec<usize> = (0..bodies.len()).collect();
    by_size.sort_by_key(|function| (runs.get(*function).map(BTreeSet::len), std::cmp::Reverse(*function)));
    let size = |function: usize| runs.get(function).map_or(0, BTreeSet::len);
    let mut is_left = vec![true; bodies.len()];
    let mut chain = Vec::with_capacity(bodies.len());
    let mut next = by_size.pop();
    while let Some(function) = next {
        chain.push(function);
        if let Some(left) = is_left.get_mut(function) {
            *left = false;
        }
        let mut shared: HashMap<usize, usize> = HashMap::new();
        let own = runs.get(function).into_iter().flatten();
        for other in own.filter_map(|run| holders.get(run)).flatten() {
            if is_left.get(*other) == Some(&true) {
                *shared.entry(*other).or_default() += 1;
            }
        }
        // In thousandths of both, as integers, so that the result is the same on every machine.
        let alike = |(other, shared): &(usize, usize)| {
            (shared * 1000 / (size(*other) + size(function)).max(1), std::cmp::Reverse(*other))
        };
        next = shared.into_iter().max_by_key(alike).map(|(other, _)| other);
        while next.is_none() {
            let Some(largest) = by_size.pop() else { return chain };
            next = is_left.get(largest).copied().unwrap_or(false).then_some(largest);
        }
    }
    chain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn like_follows_like_and_nothing_is_lost() {
        let bodies: [&[u8]; 5] =
            [b"aaaabbbbccccdddd", b"0123456789", b"aaaabbbbccccddde", b"0123456780", b"x"];
        assert_eq!(order(&bodies), [0, 2, 1, 3, 4]);
    }

    #[test]
    fn every_function_is_named_once_after_the_imported_ones() {
        // An imported function and two defined ones.
        let mut module =
            b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x02\x07\x01\x01s\x01a\0\0\x03\x03\x02\0\0".to_vec();
        module.extend([CODE, 7, 2, 2, 0, 0x0b, 2, 0, 0x0b]);
        let named = named_by_likeness(&module).unwrap();
        assert!(named.starts_with(&module));
        let text = String::from_utf8_lossy(&named[module.len()..]).into_owned();
        assert!(text.contains("name") && text.contains("000000") && text.contains("000001"), "{text:?}");
        assert_eq!(&named[named.len() - 16..][..2], [1, 6], "the first of its own is the second of all");
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(named_by_likeness(b"\0asm\x01\0\0\0\x0a\x05\x01").is_err());
    }
}
