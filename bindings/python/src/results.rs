//! Results as Python objects: every struct of the core becomes the class of the same name in `simpatico.results`, its fields
//! in their order. A field is declared in the core and in that class, and nowhere between.

use std::collections::HashMap;
use std::fmt;

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyString, PyTuple};
use serde::ser::{Error as _, Impossible, Serialize, SerializeSeq, SerializeStruct, Serializer};

type Classes = HashMap<String, Py<PyAny>>;

fn classes(py: Python<'_>) -> PyResult<&Classes> {
    static CLASSES: PyOnceLock<Classes> = PyOnceLock::new();
    CLASSES.get_or_try_init(py, || {
        let module = PyModule::import(py, "simpatico.results")?;
        let names: Vec<String> = module.getattr("__all__")?.extract()?;
        names.into_iter().map(|name| Ok((name.clone(), module.getattr(name.as_str())?.unbind()))).collect()
    })
}

/// The texts that results are about: they keep them, so that their spans can be shown.
#[derive(Clone, Copy)]
pub(crate) struct Texts<'a, 'py> {
    pub(crate) customer: &'a Bound<'py, PyAny>,
    pub(crate) reply: &'a Bound<'py, PyAny>,
}

/// `value` as an object.
pub(crate) fn object<'py>(texts: Texts<'_, 'py>, value: &impl Serialize) -> PyResult<Bound<'py, PyAny>> {
    let py = texts.customer.py();
    value.serialize(Objects { py, classes: classes(py)?, texts }).map_err(|fault| fault.0)
}

#[derive(Clone, Copy)]
struct Objects<'a, 'py> {
    py: Python<'py>,
    classes: &'a Classes,
    texts: Texts<'a, 'py>,
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
    type SerializeMap = Impossible<Self::Ok, Fault>;
    type SerializeStruct = Instance<'a, 'py>;
    type SerializeStructVariant = Impossible<Self::Ok, Fault>;

    plain!(serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64);
    plain!(serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64);
    plain!(serialize_f32: f32, serialize_f64: f64, serialize_char: char, serialize_str: &str);
    refused! {
        serialize_bytes(&[u8]) -> Self::Ok;
        serialize_tuple_struct(&'static str, usize) -> Self::SerializeTupleStruct;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Self::SerializeTupleVariant;
        serialize_map(Option<usize>) -> Self::SerializeMap;
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
        let class = self.classes.get(name);
        let class = class.ok_or_else(|| Fault::custom(format!("simpatico.results has no class {name}")))?;
        Ok(Instance { objects: self, name, class, fields: Vec::with_capacity(length + 1) })
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

    fn serialize_field<T: ?Sized + Serialize>(&mut self, _: &'static str, value: &T) -> Result<(), Fault> {
        self.fields.push(value.serialize(self.objects)?);
        Ok(())
    }

    /// What the contract leaves out is `None` here.
    fn skip_field(&mut self, _: &'static str) -> Result<(), Fault> {
        self.fields.push(self.objects.serialize_none()?);
        Ok(())
    }

    fn end(mut self) -> Object<'py> {
        let Objects { py, texts, .. } = self.objects;
        match self.name {
            "Analysis" => self.fields.push(texts.customer.clone()),
            "ReplyScore" => self.fields.push(texts.reply.clone()),
            _ => {}
        }
        Ok(self.class.bind(py).call1(PyTuple::new(py, self.fields)?)?)
    }
}
