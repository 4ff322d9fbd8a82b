extension Pattern {
  /// A text that it covers and that people would name; nil when it has a variable, or says nothing.
  var example: String? {
    guard !matchesEverything else { return nil }
    var text = ""
    for step in steps {
      switch step {
      case .scalar(let scalar): text.unicodeScalars.append(scalar)
      case .one: text += "x"
      case .digit: text += "0"
      case .many: text += "example"
      case .variable: return nil
      }
    }
    return text
  }
}
