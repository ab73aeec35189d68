//! Silent panics: a panic becomes a trap, and the code that only prepares its message is removed.
//!
//! On `wasm32-unknown-unknown` nothing prints a panic: it ends in a trap, with or without its message. Still, messages,
//! source locations, and the code that formats them are a tenth of a small module, and
//! `-Cpanic=immediate-abort` is not stable. So the calls are cut out of the linked module, each with the straight-line
//! code that leads only to it; `wasm-split` then drops what is no longer referenced.
//!
//! Everything keeps its length and its position: cut code is overwritten. Only its relocations are removed.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use wasmparser::{FunctionBody, KnownCustom, Name, Operator, Parser, Payload, TypeRef};

/// Parts of the names of functions that never return and only report why; in Rust's old and new mangling.
const SPEAKERS: [&str; 14] = [
    "4core9panicking",
    "4core4cell22panic_already_borrowed",
    "4core4cell30panic_already_mutably_borrowed",
    "4core6option13expect_failed",
    "4core6option13unwrap_failed",
    "4core6result13unwrap_failed",
    "4core5slice5index16slice_index_fail",
    "17len_mismatch_fail",
    "22panic_on_ord_violation",
    "4core3str16slice_error_fail",
    "5alloc7raw_vec17capacity_overflow",
    "5alloc7raw_vec12handle_error",
    "5alloc5alloc18handle_alloc_error",
    "13assert_failed",
];

/// The section with the relocations of the code, which `-Clink-arg=--emit-relocs` keeps.
const RELOCATIONS: &str = "reloc.CODE";

const UNREACHABLE: u8 = 0x00;
const NOP: u8 = 0x01;

/// The module with its panics cut out, and with the functions whose names contain one of `unused`, which are never
/// called: exports of a dependency that are not needed.
///
/// # Errors
///
/// If the module is malformed, or was linked without `--emit-relocs`: cut code would still be referenced.
pub fn quieted(module: &[u8], unused: &[&str]) -> Result<Vec<u8>, String> {
    let code = Code::read(module).map_err(|fault| fault.to_string())?;
    let section =
        code.relocations.clone().ok_or("the module has no relocations: link it with --emit-relocs")?;
    if code.names.is_empty() {
        return Err("the module has no names of functions: link it without stripping them".to_owned());
    }
    let cuts = code.cuts(unused).map_err(|fault| fault.to_string())?;
    let mut quiet = module.to_vec();
    for cut in &cuts {
        let (first, rest) = quiet
            .get_mut(cut.clone())
            .and_then(<[u8]>::split_first_mut)
            .ok_or("a function lies outside of the module")?;
        *first = UNREACHABLE;
        rest.fill(NOP);
    }
    let kept = relocations_outside(module, code.start, &cuts).map_err(|fault| fault.to_string())?;
    let after = quiet.split_off(section.end);
    quiet.truncate(section.start);
    quiet.extend(kept);
    quiet.extend(after);
    Ok(quiet)
}

/// The layout of a module's code.
struct Code<'a> {
    /// Where the contents of the code section start: relocations count from there.
    start: usize,
    imported: u32,
    bodies: Vec<FunctionBody<'a>>,
    names: HashMap<u32, &'a str>,
    /// Where the relocation section is, with its header.
    relocations: Option<Range<usize>>,
}

impl<'a> Code<'a> {
    fn read(module: &'a [u8]) -> wasmparser::Result<Self> {
        let mut code =
            Self { start: 0, imported: 0, bodies: Vec::new(), names: HashMap::new(), relocations: None };
        let mut end = 0;
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::ImportSection(imports) => {
                    end = imports.range().end;
                    for import in imports.into_imports() {
                        code.imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::CodeSectionStart { range, .. } => {
                    code.start = range.start;
                    end = range.end;
                }
                Payload::CodeSectionEntry(body) => code.bodies.push(body),
                Payload::CustomSection(section) => {
                    if let KnownCustom::Name(names) = section.as_known() {
                        for name in names {
                            if let Name::Function(functions) = name? {
                                for function in functions {
                                    let function = function?;
                                    code.names.insert(function.index, function.name);
                                }
                            }
                        }
                    }
                    if section.name() == RELOCATIONS {
                        code.relocations = Some(end..section.range().end);
                    }
                    end = section.range().end;
                }
                other => {
                    if let Some((_, range)) = other.as_section() {
                        end = range.end;
                    }
                }
            }
        }
        Ok(code)
    }

    /// The ranges to cut, in order and disjoint.
    fn cuts(&self, unused: &[&str]) -> wasmparser::Result<Vec<Range<usize>>> {
        // What wasm-bindgen runs to find the types of an export stays.
        let speaks = |name: &&str| {
            let mut known = SPEAKERS.iter().chain(unused);
            known.any(|known| name.contains(known)) && !name.contains("__wbindgen_describe")
        };
        let names = self.names.iter().filter(|(_, name)| speaks(name));
        let mut silent: HashSet<u32> = names.map(|(function, _)| *function).collect();
        loop {
            let mut cuts = Vec::new();
            let known = silent.len();
            for (function, body) in (self.imported..).zip(&self.bodies) {
                let (first, found) = cuts_of(body, &silent)?;
                if found.first().is_some_and(|cut| cut.start == first) {
                    silent.insert(function);
                }
                if silent.contains(&function) {
                    // Only the trap remains; the last byte closes the function, and may be all there is.
                    cuts.extend(Some(first..body.range().end - 1).filter(|cut| !cut.is_empty()));
                } else {
                    cuts.extend(found);
                }
            }
            // A function that only calls one that traps also traps.
            if silent.len() == known {
                return Ok(cuts);
            }
        }
    }
}

/// Where the operators of a function start, and each call in it that never returns, with the straight-line code
/// before it.
fn cuts_of(body: &FunctionBody<'_>, silent: &HashSet<u32>) -> wasmparser::Result<(usize, Vec<Range<usize>>)> {
    let mut operators = body.get_operators_reader()?;
    let first = operators.original_position();
    let mut cuts = Vec::new();
    let mut line = first;
    while !operators.eof() {
        let operator = operators.read()?;
        let end = operators.original_position();
        match operator {
            Operator::Call { function_index } if silent.contains(&function_index) => {
                cuts.push(line..end);
                line = end;
            }
            // A call may have visible effects, and straight-line code ends where control flow joins or splits.
            Operator::Call { .. }
            | Operator::CallIndirect { .. }
            | Operator::ReturnCall { .. }
            | Operator::ReturnCallIndirect { .. }
            | Operator::Block { .. }
            | Operator::Loop { .. }
            | Operator::If { .. }
            | Operator::Else
            | Operator::End
            | Operator::Br { .. }
            | Operator::BrIf { .. }
            | Operator::BrTable { .. }
            | Operator::Return
            | Operator::Unreachable => line = end,
            _ => {}
        }
    }
    Ok((first, cuts))
}

/// The relocation section without the relocations of cut code.
fn relocations_outside(module: &[u8], code: usize, cuts: &[Range<usize>]) -> wasmparser::Result<Vec<u8>> {
    let mut kept = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        let Payload::CustomSection(section) = payload? else { continue };
        let KnownCustom::Reloc(relocations) = section.as_known() else { continue };
        if section.name() != RELOCATIONS {
            continue;
        }
        let mut entries = Vec::new();
        for entry in relocations.entries().into_iter_with_offsets() {
            let (start, entry) = entry?;
            entries.push((start, code + entry.offset as usize));
        }
        let ends = entries.iter().skip(1).map(|(start, _)| *start).chain([section.range().end]);
        let mut count = 0;
        let mut bytes = Vec::<u8>::new();
        for ((start, place), end) in entries.iter().zip(ends) {
            let next = cuts.partition_point(|cut| cut.end <= *place);
            if cuts.get(next).is_none_or(|cut| *place < cut.start) {
                count += 1;
                bytes.extend(module.get(*start..end).unwrap_or_default());
            }
        }
        let mut contents = Vec::new();
        write_number(&mut contents, RELOCATIONS.len());
        contents.extend(RELOCATIONS.as_bytes());
        write_number(&mut contents, relocations.section_index() as usize);
        write_number(&mut contents, count);
        contents.extend(bytes);
        // A custom section: its number, its length, its contents.
        kept.push(0);
        write_number(&mut kept, contents.len());
        kept.extend(contents);
    }
    Ok(kept)
}

fn write_number(out: &mut Vec<u8>, mut number: usize) {
    loop {
        let low = (number & 0x7f) as u8;
        number >>= 7;
        if number == 0 {
            return out.push(low);
        }
        out.push(low | 0x80);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(kind: u8, contents: &[u8]) -> Vec<u8> {
        let mut section = vec![kind];
        write_number(&mut section, contents.len());
        section.extend(contents);
        section
    }

    fn custom(name: &str, contents: &[u8]) -> Vec<u8> {
        let mut all = Vec::new();
        write_number(&mut all, name.len());
        all.extend(name.as_bytes());
        all.extend(contents);
        section(0, &all)
    }

    /// Three functions: a panic; one that panics if its argument is 0, else calls the third; the third.
    fn module(relocations: bool) -> Vec<u8> {
        let panic: &[u8] = &[0, 0x41, 1, 0x1a, 0x00, 0x0b];
        let caller: &[u8] = &[
            0, 0x20, 0, 0x45, 0x04, 0x40, // if the argument is 0
            0x41, 0x80, 0x88, 0x80, 0x80, 0x00, 0x10, 0x80, 0x80, 0x80, 0x80, 0x00, 0x00, 0x0b, // panic
            0x10, 0x82, 0x80, 0x80, 0x80, 0x00, 0x0b,
        ];
        let other: &[u8] = &[0, 0x0b];
        let mut code = vec![3];
        let mut starts = Vec::new();
        for body in [panic, caller, other] {
            write_number(&mut code, body.len());
            starts.push(code.len());
            code.extend(body);
        }
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        module.extend(section(1, &[2, 0x60, 0, 0, 0x60, 1, 0x7f, 0]));
        module.extend(section(3, &[3, 0, 1, 0]));
        module.extend(section(10, &code));
        if relocations {
            // A location in the data (4, with an addend), and two functions (0).
            let at = |offset: usize| u8::try_from(starts[1] + offset).unwrap();
            let entries = [3, 3, 4, at(7), 0, 0, 0, at(13), 1, 0, at(21), 2];
            module.extend(custom(RELOCATIONS, &[&[2], &entries[1..]].concat()));
        }
        let names = ["_RNvNtCs1_4core9panicking5panic", "caller", "other"];
        let mut functions = vec![3];
        for (index, name) in (0..).zip(names) {
            functions.push(index);
            write_number(&mut functions, name.len());
            functions.extend(name.as_bytes());
        }
        let mut contents = vec![1];
        write_number(&mut contents, functions.len());
        contents.extend(functions);
        module.extend(custom("name", &contents));
        module
    }

    fn operators(module: &[u8], function: usize) -> Vec<String> {
        let code = Code::read(module).unwrap();
        let reader = code.bodies[function].get_operators_reader().unwrap();
        let operators = reader.into_iter().map(|operator| format!("{:?}", operator.unwrap()));
        operators.filter(|operator| operator != "Nop").collect()
    }

    fn relocations(module: &[u8]) -> usize {
        let payloads = Parser::new(0).parse_all(module);
        let counts = payloads.filter_map(|payload| match payload.unwrap() {
            Payload::CustomSection(section) => match section.as_known() {
                KnownCustom::Reloc(relocations) => Some(relocations.entries().count() as usize),
                _ => None,
            },
            _ => None,
        });
        counts.sum()
    }

    #[test]
    fn a_call_that_panics_becomes_a_trap_and_all_else_stays() {
        let module = module(true);
        let quiet = quieted(&module, &[]).unwrap();
        wasmparser::validate(&quiet).unwrap();
        assert_eq!(operators(&quiet, 0), ["Unreachable", "End"]);
        let whole = operators(&module, 1);
        let mut expected = whole.clone();
        // The location and the call, but neither the condition nor what follows.
        expected.splice(3..6, ["Unreachable".to_owned(), "Unreachable".to_owned()]);
        assert_eq!(operators(&quiet, 1), expected, "{whole:?}");
        assert_eq!(operators(&quiet, 2), operators(&module, 2));
    }

    #[test]
    fn what_was_cut_is_referred_to_no_more() {
        let module = module(true);
        assert_eq!((relocations(&module), relocations(&quieted(&module, &[]).unwrap())), (3, 1));
    }

    #[test]
    fn what_is_never_called_is_cut_as_well() {
        let module = module(true);
        let quiet = quieted(&module, &["caller", "other"]).unwrap();
        assert_eq!(operators(&quiet, 1), ["Unreachable", "End"]);
        assert_eq!(relocations(&quiet), 0);
    }

    #[test]
    fn a_module_without_relocations_is_refused() {
        assert!(quieted(&module(false), &[]).unwrap_err().contains("--emit-relocs"));
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(quieted(b"\0asm\x01\0\0\0\x0a\x05\x01", &[]).is_err());
    }
}
