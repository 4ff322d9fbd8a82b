import Records

/// What steps that move files need.
extension BuildNeeds {
  static func download(
    _ entry: RecordView, _ component: String, _ reading: inout PolicyReading
  ) -> [Need] {
    guard entry.text("kind").value != "web",
      let source = address(entry, "source", component, &reading)
    else { return [] }
    let reason = "\(component): \(entry.text("step").value ?? "a download")"
    let origin = entry.origin("source")
    guard let object = object(source) else {
      guard source.hasPrefix("arn:") else { return [] }
      return [
        Need(
          actions: ["imagebuilder:GetComponent"], resources: [source], reason: reason,
          origin: origin)
      ]
    }
    var needs = [
      Need(
        actions: ["s3:GetObject"], resources: ["arn:*:s3:::\(object.bucket)/\(object.key)"],
        reason: reason, origin: origin)
    ]
    if object.key.hasSuffix("*") {
      needs.append(
        Need(
          actions: ["s3:ListBucket"], resources: ["arn:*:s3:::\(object.bucket)"], reason: reason,
          origin: origin))
    }
    return needs
  }

  static func upload(
    _ entry: RecordView, _ component: String, _ reading: inout PolicyReading
  ) -> [Need] {
    guard let target = address(entry, "destination", component, &reading),
      let object = object(target)
    else { return [] }
    let key = object.key.isEmpty || object.key.hasSuffix("/") ? object.key + "*" : object.key
    return [
      Need(
        actions: ["s3:PutObject"], resources: ["arn:*:s3:::\(object.bucket)/\(key)"],
        reason: "\(component): \(entry.text("step").value ?? "an upload")",
        origin: entry.origin("destination"))
    ]
  }

  /// An address with a hole for each `{{ expression }}`, whose value the build decides.
  private static func address(
    _ view: RecordView, _ field: String, _ component: String, _ reading: inout PolicyReading
  ) -> String? {
    guard var text = text(view, field, &reading) else { return nil }
    while let start = text.firstRange(of: "{{"),
      let end = text[start.upperBound...].firstRange(of: "}}")
    {
      let expression = String(text[start.lowerBound..<end.upperBound])
      let letter = reading.holes.letter(expression, in: component)
      text.replaceSubrange(start.lowerBound..<end.upperBound, with: letter)
    }
    return text
  }

  /// Bucket and key of `s3://bucket/key`; nil for other addresses.
  private static func object(_ address: String) -> (bucket: String, key: String)? {
    guard address.hasPrefix("s3://") else { return nil }
    let rest = address.dropFirst(5)
    let parts = rest.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let bucket = parts.first, !bucket.isEmpty else { return nil }
    return (String(bucket), parts.count == 2 ? String(parts[1]) : "")
  }
}
