/// A pattern as it is compared: folded, with the reach of each wildcard decided.
struct Glob: Sendable, Hashable {
  /// One step.
  enum Code: Sendable, Hashable {
    /// A Unicode scalar's value.
    case scalar(UInt32)
    case one
    case digit
    /// Any character but a colon.
    case oneInSegment
    case many
    /// Any run without a colon.
    case manyInSegment
    /// The value of a key, by its position in `variables`; only the search for counterexamples leaves
    /// it open.
    case variable(Int)
  }

  static let colon = UInt32(58)
  static let digits: ClosedRange<UInt32> = 48...57

  let codes: [Code]
  /// In the order of the text, each as often as it stands there.
  let variables: [Pattern.Variable]
  let isCaseless: Bool

  var hasHoles: Bool {
    codes.contains {
      guard case .scalar(let value) = $0 else { return false }
      return Hole.isHole(value)
    }
  }

  /// Lower case where one character has one; others stay, and so do those whose lower case is a
  /// letter of ASCII (the Kelvin sign), which the service does not take for one.
  static func folded(_ scalar: Unicode.Scalar) -> UInt32 {
    if scalar.isASCII {
      return (65...90).contains(scalar.value) ? scalar.value + 32 : scalar.value
    }
    let mapping = scalar.properties.lowercaseMapping.unicodeScalars
    guard mapping.count == 1, let lower = mapping.first, !lower.isASCII else { return scalar.value }
    return lower.value
  }

  /// The other characters that fold to the same one; mostly one, and several of some letters.
  static func counterparts(of folded: UInt32) -> [UInt32] {
    if (97...122).contains(folded) { return [folded - 32] }
    return folded > 127 ? unfolded[folded] ?? [] : []
  }

  /// Beyond ASCII, and below the planes in which no letter has a case.
  private static let unfolded: [UInt32: [UInt32]] = {
    var unfolded: [UInt32: [UInt32]] = [:]
    for scalar in (0x80...0x1FFFF as ClosedRange<UInt32>).lazy.compactMap(Unicode.Scalar.init) {
      let folded = folded(scalar)
      if folded != scalar.value { unfolded[folded, default: []].append(scalar.value) }
    }
    return unfolded
  }()
}

extension Glob {
  /// A pattern with variables left open.
  init(_ pattern: Pattern, _ comparison: Comparison) {
    let isCaseless = comparison == .ignoringCase
    self.isCaseless = isCaseless
    var reach = WildcardReach(pattern, comparison)
    var variables: [Pattern.Variable] = []
    var codes: [Code] = []
    codes.reserveCapacity(pattern.steps.count)
    for (index, step) in pattern.steps.enumerated() {
      switch step {
      case .scalar(let scalar):
        reach.pass(scalar)
        codes.append(.scalar(isCaseless ? Glob.folded(scalar) : scalar.value))
      case .one: codes.append(reach.isHeld ? .oneInSegment : .one)
      case .digit: codes.append(.digit)
      case .many: codes.append(reach.isHeld(at: index) ? .manyInSegment : .many)
      case .variable(let variable):
        codes.append(.variable(variables.count))
        variables.append(variable)
      }
    }
    self.variables = variables
    self.codes = codes
  }

  /// The pattern with each variable replaced by what `value` gives for its key; nil when one has
  /// none, for then nothing matches.
  func filled(_ value: (Pattern.Variable) -> String?) -> Glob? {
    guard !variables.isEmpty else { return self }
    var filled: [Code] = []
    for code in codes {
      guard case .variable(let index) = code else {
        filled.append(code)
        continue
      }
      guard let text = value(variables[index]) else { return nil }
      filled += text.unicodeScalars.map {
        .scalar(isCaseless ? Glob.folded($0) : $0.value)
      }
    }
    return Glob(codes: filled, variables: [], isCaseless: isCaseless)
  }
}

/// How far the wildcards of a pattern reach, as its steps are passed from left to right.
///
/// Those of an ARN before the fifth colon stay between their colons. A `*` that ends the pattern
/// reaches everything; one that ends a part does so in one reading.
private struct WildcardReach {
  private let pattern: Pattern
  /// Nil where wildcards reach everything.
  private let reading: ARNReading?
  private var colons = 0

  init(_ pattern: Pattern, _ comparison: Comparison) {
    self.pattern = pattern
    guard case .arn(let reading) = comparison else {
      self.reading = nil
      return
    }
    self.reading = pattern.hasStrictSegments ? .segmented : reading
  }

  mutating func pass(_ scalar: Unicode.Scalar) {
    if scalar.value == Glob.colon { colons += 1 }
  }

  /// Whether a wildcard that stands here stays between its colons, if it ends nothing.
  var isHeld: Bool { reading != nil && colons < 5 }

  /// The same of a `*` that is this step.
  func isHeld(at index: Int) -> Bool {
    guard isHeld, index + 1 < pattern.steps.count else { return false }
    return reading == .segmented || !pattern.endsPart(at: index)
  }
}

extension Pattern {
  /// Whether the step before a colon is this one.
  fileprivate func endsPart(at index: Int) -> Bool {
    guard index + 1 < steps.count, case .scalar(let scalar) = steps[index + 1] else { return false }
    return scalar.value == Glob.colon
  }

  /// Whether it is another pattern in each reading of an ARN.
  var dependsOnReading: Bool {
    guard !hasStrictSegments else { return false }
    var colons = 0
    for (index, step) in steps.enumerated() {
      if case .scalar(let scalar) = step, scalar.value == Glob.colon { colons += 1 }
      guard colons < 5 else { return false }
      if step == .many, endsPart(at: index) { return true }
    }
    return false
  }
}
