//! The shape of every enumeration of the server: the words we know, and any other as it was sent.

/// Declares an enumeration over strings that keeps words it does not know.
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
            /// A word that this release has not seen, as the server sent it.
            Other(Box<str>),
        }

        impl $name {
            /// Every word that this release knows, in the order of the declaration.
            pub const KNOWN: &'static [$name] = &[$( $name::$variant, )*];

            /// The word as the server writes it.
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
