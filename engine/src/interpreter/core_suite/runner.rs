//! Runs the directives of a file of the suite: modules, calls, and assertions about both.

use std::collections::HashMap;

use wasmi::{
    Config, Engine, Error, Extern, F32, F64, Global, Instance, Linker, Memory, MemoryType, Module,
    Mutability, Ref, RefType, Store, Table, TableType, TrapCode, Val,
};
use wast::token::Id;
use wast::{QuoteWat, WastDirective, WastExecute, WastInvoke, WastRet, Wat};

use super::super::host_state::HostState;
use super::super::program::config;
use super::super::{SandboxError, preflight};
use super::value;
use model::sandbox::Limits;

/// What became of a directive.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Seen {
    /// It is as the specification says.
    Passed,
    /// A wall refused it, for this reason.
    Refused(String),
    /// It needs what a wall refused earlier in this file.
    Unreached,
    /// It is not as the specification says.
    Failed(String),
}

/// Why something did not run.
enum Stop {
    Wall(String),
    Trap(Error),
    Fault(String),
}

impl Stop {
    fn seen(self) -> Seen {
        match self {
            Self::Wall(why) => Seen::Refused(why),
            Self::Trap(error) => Seen::Failed(error.to_string()),
            Self::Fault(why) => Seen::Failed(why),
        }
    }
}

/// A file that is run.
pub(super) struct Runner {
    store: Store<HostState>,
    linker: Linker<HostState>,
    /// An engine without walls: what it compiles is valid.
    open: Engine,
    definitions: HashMap<String, Module>,
    instances: HashMap<String, Instance>,
    current: Option<Instance>,
    /// Whether a wall refused something in this file that later directives may need.
    is_incomplete: bool,
}

/// Faults of versions 1 and 2 that are none since several memories are allowed; the walls grant a module one.
const VALID_TODAY: [&str; 2] = ["multiple memories", "zero byte expected"];
/// Enough for each call of the suite that ends.
const FUEL: u64 = 50_000_000;

impl Runner {
    pub(super) fn new() -> Self {
        // Several modules of a file share one store, so that it has room for more than one module has.
        let limits = Limits {
            fuel: FUEL,
            ..Limits::default()
        };
        let engine = Engine::new(&config(&limits));
        let state = HostState::shared(&limits);
        let mut store = Store::new(&engine, state);
        store.limiter(|state| &mut state.walls);
        store.set_fuel(FUEL).unwrap();
        let mut linker = Linker::new(&engine);
        linker.allow_shadowing(true);
        define_spectest(&mut linker, &mut store);
        Self {
            store,
            linker,
            open: Engine::new(&Config::default()),
            definitions: HashMap::new(),
            instances: HashMap::new(),
            current: None,
            is_incomplete: false,
        }
    }

    pub(super) fn run(&mut self, directive: WastDirective<'_>) -> Seen {
        self.store.set_fuel(FUEL).unwrap();
        match self.tried(directive).unwrap_or_else(Stop::seen) {
            Seen::Failed(_) if self.is_incomplete => Seen::Unreached,
            Seen::Refused(why) => {
                self.is_incomplete = true;
                Seen::Refused(why)
            }
            other => other,
        }
    }

    fn tried(&mut self, directive: WastDirective<'_>) -> Result<Seen, Stop> {
        match directive {
            WastDirective::Module(module) => {
                let name = module.name();
                // A module that is refused leaves no instance behind that a call could mean.
                self.current = None;
                let module = self.defined(module)?;
                self.instantiate(name, &module)?;
            }
            WastDirective::ModuleDefinition(module) => {
                let name = module.name().map(|name| name.name().to_owned());
                let module = self.defined(module)?;
                self.definitions.insert(name.unwrap_or_default(), module);
            }
            WastDirective::ModuleInstance {
                instance, module, ..
            } => {
                let name = module.map_or("", |name| name.name());
                let module = self.definitions.get(name).cloned();
                self.instantiate(
                    instance,
                    &module.ok_or_else(|| Stop::Fault("no such module".to_owned()))?,
                )?;
            }
            WastDirective::Register { name, module, .. } => {
                let instance = self.instance(module)?;
                self.linker
                    .instance(&mut self.store, name, instance)
                    .map_err(Stop::Trap)?;
            }
            WastDirective::Invoke(invoke) => {
                self.invoke(&invoke)?;
            }
            WastDirective::AssertReturn { exec, results, .. } => {
                let found = self.execute(exec)?;
                return Ok(self.compared(&found, &results));
            }
            WastDirective::AssertTrap { exec, message, .. } => {
                return self.execute(exec).map_or_else(
                    |stop| trapped(stop, message),
                    |found| Ok(Seen::Failed(format!("{found:?}, and no trap: {message}"))),
                );
            }
            WastDirective::AssertExhaustion { call, message, .. } => {
                return self.invoke(&call).map_or_else(
                    |stop| trapped(stop, message),
                    |found| Ok(Seen::Failed(format!("{found:?}, and no trap: {message}"))),
                );
            }
            WastDirective::AssertInvalid {
                module, message, ..
            }
            | WastDirective::AssertMalformed {
                module, message, ..
            } => return Ok(self.is_refused(module, message)),
            WastDirective::AssertUnlinkable {
                module, message, ..
            } => {
                let module = self.defined(QuoteWat::Wat(module))?;
                return match self.linker.instantiate_and_start(&mut self.store, &module) {
                    Ok(_) => Ok(Seen::Failed(format!("linked: {message}"))),
                    Err(_) => Ok(Seen::Passed),
                };
            }
            other => return Ok(Seen::Failed(format!("unknown directive {other:?}"))),
        }
        Ok(Seen::Passed)
    }

    /// Compiles a module as a program is compiled. What only the walls refuse is no fault.
    fn defined(&mut self, mut module: QuoteWat<'_>) -> Result<Module, Stop> {
        let wasm = module
            .encode()
            .map_err(|error| Stop::Fault(error.to_string()))?;
        let compiled = preflight::check(&wasm).map_err(|error| match error {
            SandboxError::Refused { reason } => reason,
            other => other.to_string(),
        });
        let compiled = compiled.and_then(|_| {
            Module::new(self.store.engine(), &wasm).map_err(|error| error.to_string())
        });
        compiled.map_err(|why| match Module::new(&self.open, &wasm) {
            Ok(_) => Stop::Wall(why),
            Err(error) => Stop::Fault(error.to_string()),
        })
    }

    fn is_refused(&mut self, mut module: QuoteWat<'_>, message: &str) -> Seen {
        let Ok(wasm) = module.encode() else {
            return Seen::Passed;
        };
        let compiled = preflight::check(&wasm).is_ok();
        let is_valid_today = VALID_TODAY.iter().any(|known| message.starts_with(known));
        if compiled && Module::new(self.store.engine(), &wasm).is_ok() && !is_valid_today {
            return Seen::Failed(format!("compiled: {message}"));
        }
        Seen::Passed
    }

    fn instantiate(&mut self, name: Option<Id<'_>>, module: &Module) -> Result<(), Stop> {
        let made = self.linker.instantiate_and_start(&mut self.store, module);
        let instance = made.map_err(stopped)?;
        if let Some(name) = name {
            self.instances.insert(name.name().to_owned(), instance);
        }
        self.current = Some(instance);
        Ok(())
    }

    fn instance(&self, name: Option<Id<'_>>) -> Result<Instance, Stop> {
        let instance = match name {
            Some(name) => self.instances.get(name.name()).copied(),
            None => self.current,
        };
        instance.ok_or_else(|| Stop::Fault("no such instance".to_owned()))
    }

    fn execute(&mut self, execute: WastExecute<'_>) -> Result<Vec<Val>, Stop> {
        match execute {
            WastExecute::Invoke(invoke) => self.invoke(&invoke),
            WastExecute::Wat(Wat::Module(module)) => {
                let module = self.defined(QuoteWat::Wat(Wat::Module(module)))?;
                self.linker
                    .instantiate_and_start(&mut self.store, &module)
                    .map_err(stopped)?;
                Ok(Vec::new())
            }
            WastExecute::Wat(Wat::Component(_)) => Err(Stop::Fault("a component".to_owned())),
            WastExecute::Get { module, global, .. } => {
                let instance = self.instance(module)?;
                let global = instance.get_global(&self.store, global);
                let global = global.ok_or_else(|| Stop::Fault("no such global".to_owned()))?;
                Ok(vec![global.get(&self.store)])
            }
        }
    }

    fn invoke(&mut self, invoke: &WastInvoke<'_>) -> Result<Vec<Val>, Stop> {
        let instance = self.instance(invoke.module)?;
        let function = instance.get_func(&self.store, invoke.name);
        let function = function.ok_or_else(|| Stop::Fault(format!("no `{}`", invoke.name)))?;
        let arguments: Option<Vec<Val>> = invoke
            .args
            .iter()
            .map(|argument| value::of_argument(argument, &mut self.store))
            .collect();
        let arguments = arguments.ok_or_else(|| Stop::Fault("unknown argument".to_owned()))?;
        let ty = function.ty(&self.store);
        let mut results: Vec<Val> = ty
            .results()
            .iter()
            .map(|ty| Val::default_for_ty(*ty))
            .collect();
        function
            .call(&mut self.store, &arguments, &mut results)
            .map_err(stopped)?;
        Ok(results)
    }

    fn compared(&self, found: &[Val], expected: &[WastRet<'_>]) -> Seen {
        let mut pairs = found.iter().zip(expected);
        let is_same = pairs.all(|(found, expected)| match expected {
            WastRet::Core(expected) => value::is(found, expected, &self.store),
            _ => false,
        });
        if is_same && found.len() == expected.len() {
            Seen::Passed
        } else {
            Seen::Failed(format!("{found:?} in place of {expected:?}"))
        }
    }
}

/// A stop by a wall, or a trap of the program.
fn stopped(error: Error) -> Stop {
    let text = error.to_string();
    match error.as_trap_code() {
        Some(TrapCode::OutOfFuel | TrapCode::GrowthOperationLimited) => Stop::Wall(text),
        None if text.contains("limit") => Stop::Wall(text),
        _ => Stop::Trap(error),
    }
}

/// Whether a run ended with the trap that is expected.
fn trapped(stop: Stop, message: &str) -> Result<Seen, Stop> {
    match stop {
        Stop::Trap(error) if is_trap(&error, message) => Ok(Seen::Passed),
        Stop::Trap(error) => Ok(Seen::Failed(format!("{error} in place of {message}"))),
        other => Err(other),
    }
}

/// The interpreter's words for the specification's traps.
fn is_trap(error: &Error, message: &str) -> bool {
    let expected = match error.as_trap_code() {
        Some(TrapCode::UnreachableCodeReached) => &["unreachable"][..],
        Some(TrapCode::MemoryOutOfBounds) => &["out of bounds memory access"],
        Some(TrapCode::TableOutOfBounds) => &["out of bounds table access", "undefined element"],
        Some(TrapCode::IndirectCallToNull) => &["uninitialized element"],
        Some(TrapCode::IntegerDivisionByZero) => &["integer divide by zero"],
        Some(TrapCode::IntegerOverflow) => &["integer overflow"],
        Some(TrapCode::BadConversionToInteger) => &["invalid conversion to integer"],
        Some(TrapCode::StackOverflow) => &["call stack exhausted"],
        Some(TrapCode::BadSignature) => &["indirect call type mismatch"],
        _ => {
            return error.to_string().contains("out of bounds")
                || error.to_string().contains("does not fit");
        }
    };
    expected.iter().any(|one| message.starts_with(one))
}

/// What the suite's modules import.
fn define_spectest(linker: &mut Linker<HostState>, store: &mut Store<HostState>) {
    let memory = Memory::new(&mut *store, MemoryType::new(1, Some(2))).unwrap();
    let of_functions = TableType::new(RefType::Func, 10, Some(20));
    let empty = Ref::default_for_ty(RefType::Func);
    let table = Table::new(&mut *store, of_functions, empty).unwrap();
    let mut define = |name, value: Extern| {
        linker.define("spectest", name, value).unwrap();
    };
    define("memory", Extern::Memory(memory));
    define("table", Extern::Table(table));
    for (name, value) in [
        ("global_i32", Val::I32(666)),
        ("global_i64", Val::I64(666)),
        ("global_f32", Val::F32(F32::from_bits(0x4426_a666))),
        (
            "global_f64",
            Val::F64(F64::from_bits(0x4084_d4cc_cccc_cccd)),
        ),
    ] {
        let global = Global::new(&mut *store, value, Mutability::Const);
        define(name, Extern::Global(global));
    }
    linker
        .func_wrap("spectest", "print", || {})
        .and_then(|linker| linker.func_wrap("spectest", "print_i32", |_: i32| {}))
        .and_then(|linker| linker.func_wrap("spectest", "print_i64", |_: i64| {}))
        .and_then(|linker| linker.func_wrap("spectest", "print_f32", |_: F32| {}))
        .and_then(|linker| linker.func_wrap("spectest", "print_f64", |_: F64| {}))
        .and_then(|linker| linker.func_wrap("spectest", "print_i32_f32", |_: i32, _: F32| {}))
        .and_then(|linker| linker.func_wrap("spectest", "print_f64_f64", |_: F64, _: F64| {}))
        .unwrap();
}
