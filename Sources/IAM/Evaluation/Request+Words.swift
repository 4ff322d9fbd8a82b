package import Documents

extension Request {
  /// `iam:PassRole on arn:aws:iam::111122223333:role/admin with aws:sourcevpc = vpc-1`.
  package var words: String {
    let stated = context.keys.sorted().map { key in
      "\(key) = \((context[key] ?? []).joined(separator: ", "))"
    }
    let keys = stated + withheld.sorted().map { "\($0) absent" }
    let end = keys.isEmpty ? "" : " with \(keys.joined(separator: " and "))"
    return "\(action) on \(resource)\(end)"
  }

  /// As a member of a document: the form that `simulate` reads.
  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("principal", principal.name)
      writer.member("action", action)
      writer.member("resource", resource)
      if let resourceAccount { writer.member("resourceAccount", resourceAccount) }
      writer.key("context")
      writer.object { writer in
        for key in withheld.union(context.keys).sorted() {
          writer.key(key)
          let values = context[key] ?? []
          if values.count == 1 {
            writer.string(values[0])
          } else {
            writer.array { writer in for value in values { writer.string(value) } }
          }
        }
      }
    }
  }
}
