/// The name of a resource as the Service Authorization Reference has it:
/// `arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}`.
enum ResourceForm {
  /// The form with each `${name}` replaced by what `value` gives for the name.
  static func filled(_ form: String, _ value: (Substring) -> String) -> String {
    var filled = ""
    var rest = form[...]
    while let dollar = rest.firstIndex(of: "$") {
      let brace = rest.index(after: dollar)
      guard brace < rest.endIndex, rest[brace] == "{" else {
        filled += rest[..<brace]
        rest = rest[brace...]
        continue
      }
      guard let end = rest[brace...].firstIndex(of: "}") else { break }
      filled += rest[..<dollar]
      filled += value(rest[rest.index(after: brace)..<end])
      rest = rest[rest.index(after: end)...]
    }
    return filled + rest
  }
}
