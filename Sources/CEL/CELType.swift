/// A static type.
package indirect enum CELType: Hashable, Sendable {
  /// Anything, decided at run time.
  case dyn
  case null
  case bool
  case int
  case uint
  case double
  case string
  case bytes
  case timestamp
  case duration
  case list(CELType)
  case map(CELType, CELType)
  case optional(CELType)
  /// The type of a type.
  case type(CELType)
  /// A record, by the name of its schema.
  case record(String)
  /// An opaque type of ours: `ip`, `cidr`, `version`, `arn`; parameters for abstract test types.
  case opaque(String, [CELType])
  /// A type parameter of an overload: `A`.
  case parameter(String)
  /// What the checker gives a part that it refused.
  case error
}
