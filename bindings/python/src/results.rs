//! Results as Python objects: every struct of the core becomes the class of the same name in `simpatico.results`, its fields
//! in their order. A field is declared in the core and in that class, and nowhere between.

use std::collections::HashMap;
use std::fmt;

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyString, PyTuple};
use serde::ser::{Error as _, Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, Serializer};

type Classes = HashMap<String, Py<PyAny>>;

/// What results are of. The classes of each are loaded when they are needed: a class takes longer to make than a message
/// to judge.
#[derive(Clone, Copy)]
pub(crate) enum Module {
    Exchange,
    Conversation,
    Reflection,
    Redaction,
}

impl Module {
    /// The modules that have its classes.
    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Exchange => &["simpatico.results.exchange"],
            Self::Conversation => &["simpatico.results.exchange", "simpatico.results.conversation"],
            Self::Reflection => &["simpatico.results.conversation", "simpatico.results.reflection"],
            Self::Redaction => &["simpatico.results.redaction"],
        }
    }

    fn classes(self, py: Python<'_>) -> PyResult<&Classes> {
        static CLASSES: [PyOnceLock<Classes>; 4] = [const { PyOnceLock::new() }; 4];
        CLASSES[self as usize].get_or_try_init(py, || {
            let mut classes = Classes::new();
            for module in self.names() {
                let module = PyModule::import(py, *module)?;
                for name in module.getattr("__all__")?.extract::<Vec<String>>()? {
                    let class = module.getattr(name.as_str())?.unbind();
                    classes.insert(name, class);
                }
            }
            Ok(classes)
        })
    }
}

/// What results keep beside the contract's fields, class by class: the texts that they are about, so that their spans can
/// be shown.
pub(crate) type Asides<'a, 'py> = &'a [(&'static str, &'a [Bound<'py, PyAny>])];

/// `value` as an object.
pub(crate) fn object<'py>(
    py: Python<'py>,
    module: Module,
    asides: Asides<'_, 'py>,
    value: &impl Serialize,
) -> PyResult<Bound<'py, PyAny>> {
    value.serialize(Objects { py, classes: module.classes(py)?, asides, flattened: None }).map_err(|fault| fault.0)
}

#[derive(Clone, Copy)]
struct Objects<'a, 'py> {
    py: Python<'py>,
    classes: &'a Classes,
    asides: Asides<'a, 'py>,
    /// The class of maps.
    flattened: Option<&'static str>,
}

impl<'a> Objects<'a, '_> {
    fn class(&self, name: &str) -> Result<&'a Py<PyAny>, Fault> {
        self.classes.get(name).ok_or_else(|| Fault::custom(format!("simpatico.results has no class {name}")))
    }
}

/// The class of what stands in a field, where the core flattens another struct into it: serde makes a map without a name
/// of that.
fn flattened(field: &str) -> Option<&'static str> {
    match field {
        "agents" => Some("AgentProfile"),
        "pillars" => Some("PillarMeasure"),
        "listed" => Some("Corrected"),
        _ => None,
    }
}

#[derive(Debug)]
struct Fault(PyErr);

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Fault {}

impl serde::ser::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(PyTypeError::new_err(message.to_string()))
    }
}

impl From<PyErr> for Fault {
    fn from(error: PyErr) -> Self {
        Self(error)
    }
}

type Object<'py> = Result<Bound<'py, PyAny>, Fault>;

macro_rules! plain {
    ($($method:ident: $type:ty),+) => {
        $(fn $method(self, value: $type) -> Object<'py> {
            Ok(value.into_pyobject(self.py).map_err(PyErr::from)?.to_owned().into_any())
        })+
    };
}

macro_rules! refused {
    ($($method:ident($($type:ty),*) -> $result:ty;)+) => {
        $(fn $method(self, $(_: $type),*) -> Result<$result, Fault> {
            Err(Fault::custom(concat!("results hold nothing for ", stringify!($method))))
        })+
    };
}

impl<'a, 'py> Serializer for Objects<'a, 'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = Fault;
    type SerializeSeq = List<'a, 'py>;
    type SerializeTuple = List<'a, 'py>;
    type SerializeTupleStruct = Impossible<Self::Ok, Fault>;
    type SerializeTupleVariant = Impossible<Self::Ok, Fault>;
    type SerializeMap = Keywords<'a, 'py>;
    type SerializeStruct = Instance<'a, 'py>;
    type SerializeStructVariant = Impossible<Self::Ok, Fault>;

    plain!(serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64);
    plain!(serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64);
    plain!(serialize_f32: f32, serialize_f64: f64, serialize_char: char, serialize_str: &str);
    refused! {
        serialize_bytes(&[u8]) -> Self::Ok;
        serialize_tuple_struct(&'static str, usize) -> Self::SerializeTupleStruct;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Self::SerializeTupleVariant;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Self::SerializeStructVariant;
    }

    fn serialize_none(self) -> Object<'py> {
        Ok(self.py.None().into_bound(self.py))
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Object<'py> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Object<'py> {
        self.serialize_none()
    }

    fn serialize_unit_struct(self, _: &'static str) -> Object<'py> {
        self.serialize_none()
    }

    /// Labels are few and repeat: one string each.
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Object<'py> {
        Ok(PyString::intern(self.py, variant).into_any())
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(self, _: &'static str, value: &T) -> Object<'py> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        value: &T,
    ) -> Object<'py> {
        value.serialize(self)
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<List<'a, 'py>, Fault> {
        Ok(List { objects: self, items: Vec::with_capacity(length.unwrap_or_default()) })
    }

    fn serialize_tuple(self, length: usize) -> Result<List<'a, 'py>, Fault> {
        self.serialize_seq(Some(length))
    }

    fn serialize_struct(self, name: &'static str, length: usize) -> Result<Instance<'a, 'py>, Fault> {
        Ok(Instance { objects: self, name, class: self.class(name)?, fields: Vec::with_capacity(length + 1) })
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Keywords<'a, 'py>, Fault> {
        let name = self.flattened.ok_or_else(|| Fault::custom("results hold no map"))?;
        Ok(Keywords { objects: self, class: self.class(name)?, name: None, fields: PyDict::new(self.py) })
    }
}

/// A list on its way to be a tuple: results cannot be changed.
struct List<'a, 'py> {
    objects: Objects<'a, 'py>,
    items: Vec<Bound<'py, PyAny>>,
}

impl<'py> SerializeSeq for List<'_, 'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = Fault;

    fn serialize_element<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Fault> {
        self.items.push(value.serialize(self.objects)?);
        Ok(())
    }

    fn end(self) -> Object<'py> {
        Ok(PyTuple::new(self.objects.py, self.items)?.into_any())
    }
}

impl<'py> serde::ser::SerializeTuple for List<'_, 'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = Fault;

    fn serialize_element<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Fault> {
        SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Object<'py> {
        SerializeSeq::end(self)
    }
}

/// A struct on its way to be an instance of its class.
struct Instance<'a, 'py> {
    objects: Objects<'a, 'py>,
    name: &'static str,
    class: &'a Py<PyAny>,
    fields: Vec<Bound<'py, PyAny>>,
}

impl<'py> SerializeStruct for Instance<'_, 'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = Fault;

    fn serialize_field<T: ?Sized + Serialize>(&mut self, name: &'static str, value: &T) -> Result<(), Fault> {
        self.fields.push(value.serialize(Objects { flattened: flattened(name), ..self.objects })?);
        Ok(())
    }

    /// What the contract leaves out is `None` here.
    fn skip_field(&mut self, _: &'static str) -> Result<(), Fault> {
        self.fields.push(self.objects.serialize_none()?);
        Ok(())
    }

    fn end(mut self) -> Object<'py> {
        let Objects { py, asides, .. } = self.objects;
        let own = asides.iter().filter(|(name, _)| *name == self.name).flat_map(|(_, values)| *values);
        self.fields.extend(own.cloned());
        Ok(self.class.bind(py).call1(PyTuple::new(py, self.fields)?)?)
    }
}

/// A struct with another flattened into it, on its way to be an instance of its class.
struct Keywords<'a, 'py> {
    objects: Objects<'a, 'py>,
    class: &'a Py<PyAny>,
    name: Option<Bound<'py, PyAny>>,
    fields: Bound<'py, PyDict>,
}

impl<'py> SerializeMap for Keywords<'_, 'py> {
    type Ok = Bound<'py, PyAny>;
    type Error = Fault;

    fn serialize_key<T: ?Sized + Serialize>(&mut self, name: &T) -> Result<(), Fault> {
        self.name = Some(name.serialize(self.objects)?);
        Ok(())
    }

    fn serialize_value<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Fault> {
        let name = self.name.take().ok_or_else(|| Fault::custom("a field has no name"))?;
        let inner = flattened(&name.extract::<PyBackedStr>()?);
        Ok(self.fields.set_item(name, value.serialize(Objects { flattened: inner, ..self.objects })?)?)
    }

    fn end(self) -> Object<'py> {
        Ok(self.class.bind(self.objects.py).call((), Some(&self.fields))?)
    }
}
