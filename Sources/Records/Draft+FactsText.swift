extension DraftRecord {
  /// A text that two records share that say the same, and no two others: an order among those that contradict each
  /// other which does not hang on where they stand.
  package var factsText: String {
    var text = ""
    write(to: &text)
    return text
  }

  fileprivate func write(to text: inout String) {
    text += "{"
    for field in fields { field.write(to: &text) }
    text += "}"
  }
}

extension Draft {
  fileprivate func write(to text: inout String) {
    text += "\(state);"
    if let reason { text += "\(reason);" }
    switch value {
    case nil: break
    case .list(let elements), .sharedList(let elements):
      text += "["
      for element in elements { element.write(to: &text) }
      text += "]"
    case .map(let entries):
      text += "("
      for entry in entries {
        text += "\(entry.key.utf8.count):\(entry.key)"
        entry.value.write(to: &text)
      }
      text += ")"
    case .record(let record): record.write(to: &text)
    case .string(let string), .reference(let string): text += "\(string.utf8.count):\(string)"
    case .bool(let bool): text += "\(bool);"
    case .int(let number), .timestamp(let number), .duration(let number): text += "\(number);"
    case .double(let number): text += "\(number);"
    case .existing(let block): text += "\(block.address);"
    }
  }
}
