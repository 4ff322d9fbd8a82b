package import Records

extension Field {
  /// The fields that every kind of resource starts with.
  ///
  /// Presence follows one convention in all kinds. A required field that a complete form of the
  /// resource leaves unset takes the value that its doc line names ("unset is none") as a default,
  /// and is unknown where the doc line says so; a summary form, which doesn't carry the field, leaves
  /// it unknown. An optional field that is unset is absent, and a rule must say what that means.
  package static let common: [Field] = [
    Field("name", .string, .optional, "Name that the resource gives itself."),
    Field("tags", .map(.string), .optional, "Tags of the resource."),
    Field("account", .string, .optional, "Account that owns it, 12 digits."),
    Field("region", .string, .optional, "Region code, such as `eu-west-1`."),
    Field(
      "ownership", .string, .optional,
      "Who answers for it; `other` for what another account owns.",
      values: ["own", "aws-managed", "other"]),
  ]
}
