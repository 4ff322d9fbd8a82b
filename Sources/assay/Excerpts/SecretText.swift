/// Finds what looks like a secret in a line of a script, and covers it.
///
/// Better too much than too little: the line is shown for what is judged in it, not for its values.
enum SecretText {
  /// What is shown instead.
  static let cover: [Unicode.Scalar] = Array("•••".unicodeScalars)

  /// Parts of names whose values are secret.
  private static let names = [
    "passw", "passphrase", "secret", "token", "api_key", "api-key", "apikey", "access_key",
    "access-key", "accesskey", "private_key", "private-key", "credential", "pwd",
  ].map { Array($0.unicodeScalars) }

  /// The line with values of such names, access keys and lines of private keys covered.
  static func covered(in line: String) -> String {
    let scalars = Array(line.unicodeScalars)
    let lower = scalars.map { scalar in
      "A"..."Z" ~= scalar ? Unicode.Scalar(UInt8(scalar.value + 32)) : scalar
    }
    var shown: [Unicode.Scalar] = []
    var index = 0
    while index < scalars.count {
      if let value = value(named: index, lower) ?? accessKey(at: index, scalars)
        ?? base64(at: index, scalars)
      {
        shown += scalars[index..<value.lowerBound] + cover
        index = value.upperBound
      } else {
        shown.append(scalars[index])
        index += 1
      }
    }
    return String(String.UnicodeScalarView(shown))
  }

  /// The value after a telling name that begins at `start`: `DB_PASSWORD=…`, `"token": "…"`,
  /// `--password …`.
  private static func value(named start: Int, _ lower: [Unicode.Scalar]) -> Range<Int>? {
    guard let name = names.first(where: { lower[start...].starts(with: $0) }) else { return nil }
    var index = start + name.count
    func skip(_ isSkipped: (Unicode.Scalar) -> Bool) {
      while index < lower.count, isSkipped(lower[index]) { index += 1 }
    }
    skip { isPartOfName($0) }
    let end = index
    skip { $0 == "\"" || $0 == "'" }
    skip { $0 == " " }
    if index < lower.count, lower[index] == "=" || lower[index] == ":" {
      index += 1
    } else if index == end {
      return nil
    }
    skip { $0 == " " || $0 == "\"" || $0 == "'" }
    let first = index
    skip { !" \"';|&>)".unicodeScalars.contains($0) }
    return first < index ? first..<index : nil
  }

  /// `AKIA` or `ASIA` and sixteen letters and digits.
  private static func accessKey(at start: Int, _ line: [Unicode.Scalar]) -> Range<Int>? {
    guard
      line[start...].starts(with: "AKIA".unicodeScalars)
        || line[start...].starts(with: "ASIA".unicodeScalars)
    else { return nil }
    let end = line[start...].prefix { "A"..."Z" ~= $0 || "0"..."9" ~= $0 }.endIndex
    return end - start >= 20 ? start..<end : nil
  }

  /// Forty letters and more without a blank that are no path: keys and tokens look so.
  private static func base64(at start: Int, _ line: [Unicode.Scalar]) -> Range<Int>? {
    guard start == 0 || !isPartOfKey(line[start - 1]) else { return nil }
    let word = line[start...].prefix(while: isPartOfKey)
    let isMixed =
      word.contains { "A"..."Z" ~= $0 } && word.contains { "a"..."z" ~= $0 }
      && word.contains { "0"..."9" ~= $0 }
    return word.count >= 40 && isMixed ? word.startIndex..<word.endIndex : nil
  }

  private static func isPartOfName(_ scalar: Unicode.Scalar) -> Bool {
    "a"..."z" ~= scalar || "0"..."9" ~= scalar || scalar == "_" || scalar == "-"
  }

  private static func isPartOfKey(_ scalar: Unicode.Scalar) -> Bool {
    "A"..."Z" ~= scalar || "a"..."z" ~= scalar || "0"..."9" ~= scalar || scalar == "+"
      || scalar == "/" || scalar == "="
  }
}
