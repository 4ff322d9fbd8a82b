/// The name of a resource as the Service Authorization Reference has it:
/// `arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}`.
enum ResourceForm {
  /// The form with each `${name}` replaced by what `value` gives for the name.
  static func filled(_ form: String, _ value: (Substring) -> String) -> String {
    var filled = ""
    var rest = form[...]
    while let start = rest.firstRange(of: "${"),
      let end = rest[start.upperBound...].firstIndex(of: "}")
    {
      filled += rest[..<start.lowerBound]
      filled += value(rest[start.upperBound..<end])
      rest = rest[rest.index(after: end)...]
    }
    return filled + rest
  }
}
