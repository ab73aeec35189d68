//! Enumerations of the server: known values, and any other as sent.

/// Declares a string enumeration that keeps unknown values.
macro_rules! open_enum {
    (
        $(#[$meta:meta])*
        pub enum $name:ident { $( $(#[$variant_meta:meta])* $variant:ident = $word:literal, )* }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $( $(#[$variant_meta])* $variant, )*
            /// An unknown value, as the server sent it.
            Other(Box<str>),
        }

        impl $name {
            /// Every known value, in the order of declaration.
            pub const KNOWN: &'static [$name] = &[$( $name::$variant, )*];

            /// The value as the server writes it.
            pub fn as_str(&self) -> &str {
                match self {
                    $( Self::$variant => $word, )*
                    Self::Other(word) => word,
                }
            }
        }

        impl From<&str> for $name {
            fn from(word: &str) -> Self {
                match word {
                    $( $word => Self::$variant, )*
                    other => Self::Other(other.into()),
                }
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl $crate::model::FromJson for $name {
            fn from_json(json: &$crate::model::Json<'_>, faults: &mut $crate::model::Faults) -> Self {
                Self::from(json.text(faults))
            }
        }

        dhis2_steward_json::deserialize_from_json!($name);

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    };
}

pub(crate) use open_enum;
