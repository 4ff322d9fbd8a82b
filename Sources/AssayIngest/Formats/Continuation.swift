import Documents

extension Node {
  /// What an answer says that it goes on with on another page; nil for a whole one.
  ///
  /// Most services give a token; IAM says so, and gives a marker (IAM API reference, `IsTruncated`).
  var continuation: Node? {
    if let token = self["NextToken"] ?? self["nextToken"], !token.isNull, token.text != "" {
      return token
    }
    guard let isTruncated = self["IsTruncated"], isTruncated.text == "true" else { return nil }
    return self["Marker"] ?? isTruncated
  }
}
