/// An expression as closures over one store.
package struct CompiledProgram: Sendable {
  /// What compiled code says of a test.
  package enum Decision: Sendable, Hashable {
    case no, yes
    /// Not decidable from what was given; the reference evaluator names the places.
    case unknown
    /// The reference evaluator has the message.
    case error
    /// Only the reference evaluator can tell, or has errors to report that did not matter.
    case ask
  }

  private let truth: TestCode?
  private let code: ValueCode

  init(_ code: Code) {
    switch code {
    case .truth(let truth):
      self.truth = truth
      self.code = code.value
    default:
      truth = nil
      self.code = code.value
    }
  }

  /// Makes a frame ready for an evaluation; variables are set after it.
  package static func start(_ frame: inout Frame) { frame.start() }

  /// Runs a test.
  package func decide(_ frame: inout Frame) -> Decision {
    let result = truth?(&frame) ?? TestResult(code(&frame), &frame)
    if frame.mustAsk || frame.context.isExhausted { return .ask }
    switch result {
    case .no: return frame.hasAbsorbed ? .ask : .no
    case .yes: return frame.hasAbsorbed ? .ask : .yes
    case .unknown: return .unknown
    case .error: return .error
    }
  }

  /// Runs it; nil when only the reference evaluator can tell.
  ///
  /// An unknown or an error is one, but not one that says which.
  package func evaluate(_ frame: inout Frame) -> Value? {
    let value = code(&frame)
    return frame.mustAsk || frame.context.isExhausted ? nil : value
  }

  /// Whether evaluations since `start` met an error that did not matter.
  package func hasAbsorbed(_ frame: borrowing Frame) -> Bool { frame.hasAbsorbed }
}

extension TestResult {
  /// A value as the result of a test; what no `&&` may absorb is for the reference evaluator.
  init(_ value: Value, _ frame: inout Frame) {
    switch value {
    case .bool(let bool): self = bool ? .yes : .no
    case .unknown: self = .unknown
    case .error(let error):
      if error.isLimit { frame.mustAsk = true }
      self = .error
    default: self = .error
    }
  }
}
