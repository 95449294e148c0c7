//! Values of the suite, as arguments and as expectations.

use wasmi::{ExternRef, F32, F64, Func, Nullable, Store, Val};
use wast::WastArg;
use wast::core::{AbstractHeapType, HeapType, NanPattern, WastArgCore, WastRetCore};

use super::super::host_state::HostState;

/// The argument of a call, where this interpreter has such values.
pub(super) fn of_argument(argument: &WastArg<'_>, store: &mut Store<HostState>) -> Option<Val> {
    let WastArg::Core(argument) = argument else {
        return None;
    };
    Some(match argument {
        WastArgCore::I32(value) => Val::I32(*value),
        WastArgCore::I64(value) => Val::I64(*value),
        WastArgCore::F32(value) => Val::F32(F32::from_bits(value.bits)),
        WastArgCore::F64(value) => Val::F64(F64::from_bits(value.bits)),
        WastArgCore::RefNull(HeapType::Abstract { ty, .. }) => match ty {
            AbstractHeapType::Func => Val::FuncRef(<Nullable<Func>>::Null),
            AbstractHeapType::Extern => Val::ExternRef(<Nullable<ExternRef>>::Null),
            _ => return None,
        },
        WastArgCore::RefExtern(value) => Val::from(ExternRef::new(store, *value)),
        _ => return None,
    })
}

/// Whether a value is what the suite expects, to the last bit; of a NaN, the pattern counts.
pub(super) fn is(found: &Val, expected: &WastRetCore<'_>, store: &Store<HostState>) -> bool {
    match (found, expected) {
        (_, WastRetCore::Either(several)) => several.iter().any(|one| is(found, one, store)),
        (Val::I32(found), WastRetCore::I32(expected)) => found == expected,
        (Val::I64(found), WastRetCore::I64(expected)) => found == expected,
        (Val::F32(found), WastRetCore::F32(expected)) => {
            let bits = found.to_bits();
            match expected {
                NanPattern::CanonicalNan => bits & 0x7fff_ffff == 0x7fc0_0000,
                NanPattern::ArithmeticNan => bits & 0x7fc0_0000 == 0x7fc0_0000,
                NanPattern::Value(expected) => bits == expected.bits,
            }
        }
        (Val::F64(found), WastRetCore::F64(expected)) => {
            let bits = found.to_bits();
            match expected {
                NanPattern::CanonicalNan => bits & !(1 << 63) == 0x7ff8_0000_0000_0000,
                NanPattern::ArithmeticNan => bits & 0x7ff8_0000_0000_0000 == 0x7ff8_0000_0000_0000,
                NanPattern::Value(expected) => bits == expected.bits,
            }
        }
        (Val::FuncRef(found), WastRetCore::RefNull(_)) => found.is_null(),
        (Val::ExternRef(found), WastRetCore::RefNull(_)) => found.is_null(),
        (Val::FuncRef(found), WastRetCore::RefFunc(_)) => !found.is_null(),
        (Val::ExternRef(found), WastRetCore::RefExtern(None)) => !found.is_null(),
        (Val::ExternRef(Nullable::Val(found)), WastRetCore::RefExtern(Some(expected))) => {
            found.data(store).downcast_ref() == Some(expected)
        }
        _ => false,
    }
}
