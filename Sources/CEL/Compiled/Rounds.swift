import Records

/// What a macro goes over, as compiled code goes over it: each round sets the variables and runs
/// the body.
protocol Rounds: Sendable {
  /// Runs rounds until the body wants no more, or only the reference evaluator can tell; gives why there are none, else known.
  ///
  /// An unknown element is for the reference evaluator: it stands for none, one or several.
  func run(_ frame: inout Frame, _ body: (inout Frame) -> Bool) -> Cell.Status
}

/// A list of the store, whose elements are words.
struct ListRounds: Rounds {
  let range: CellCode
  let element: Int
  let cost: Int

  @inline(__always)
  func run(_ frame: inout Frame, _ body: (inout Frame) -> Bool) -> Cell.Status {
    run(&frame) { frame, word in
      frame.registers[element] = word
      return body(&frame)
    }
  }

  /// The same, with the element's word in hand.
  @inline(__always)
  func run(_ frame: inout Frame, _ body: (inout Frame, UInt64) -> Bool) -> Cell.Status {
    let cell = range(&frame)
    guard cell.status == .known else { return cell.status }
    let block = Block(frame, cell.word)
    var index = 0
    defer { frame.charge(index &* cost) }
    while index < block.count {
      let state = block.state(index, frame)
      guard state == 1 || state == 2 else {
        frame.mustAsk = true
        return .error
      }
      let word = block.word(index, frame)
      index &+= 1
      if !body(&frame, word) || frame.mustAsk { return .known }
    }
    return .known
  }
}

/// A list or a map of the store, whose elements or keys are words.
struct StoredRounds: Rounds {
  let range: CellCode
  /// Slots of an entry: 1 in a list, 2 in a map.
  let stride: Int
  /// Where the element or the key goes.
  let element: Int
  /// Where the index of an element or the value of a key goes; -1 for nowhere.
  let other: Int
  let cost: Int

  @inline(__always)
  func run(_ frame: inout Frame, _ body: (inout Frame) -> Bool) -> Cell.Status {
    let cell = range(&frame)
    guard cell.status == .known else { return cell.status }
    let block = Block(frame, cell.word)
    var index = 0
    var rounds = 0
    defer { frame.charge(rounds * cost) }
    while index < block.count {
      guard isThere(block, index, frame) else {
        frame.mustAsk = true
        return .error
      }
      rounds += 1
      frame.registers[element] = block.word(index, frame)
      if other >= 0 {
        guard stride == 1 || isThere(block, index + 1, frame) else {
          frame.mustAsk = true
          return .error
        }
        frame.registers[other] = stride == 1 ? UInt64(index) : block.word(index + 1, frame)
      }
      if !body(&frame) || frame.mustAsk { return .known }
      index += stride
    }
    return .known
  }

  @inline(__always)
  private func isThere(_ block: Block, _ index: Int, _ frame: borrowing Frame) -> Bool {
    let state = block.state(index, frame)
    return state == 1 || state == 2
  }
}

/// A constant list, whose elements are words.
struct WordRounds: Rounds {
  let words: [UInt64]
  let element: Int
  /// Where the index goes; -1 for nowhere.
  let other: Int
  let cost: Int

  @inline(__always)
  func run(_ frame: inout Frame, _ body: (inout Frame) -> Bool) -> Cell.Status {
    var rounds = 0
    defer { frame.charge(rounds * cost) }
    for word in words {
      frame.registers[element] = word
      if other >= 0 { frame.registers[other] = UInt64(rounds) }
      rounds += 1
      if !body(&frame) || frame.mustAsk { return .known }
    }
    return .known
  }
}

/// Any list or map.
struct ValueRounds: Rounds {
  let range: ValueCode
  let element: Storage
  let other: Storage?
  let cost: Int

  func run(_ frame: inout Frame, _ body: (inout Frame) -> Bool) -> Cell.Status {
    let value = range(&frame)
    switch value {
    case .unknown: return .unknown
    case .error(let error):
      if error.isLimit { frame.mustAsk = true }
      return .error
    default: break
    }
    guard var iteration = Iteration(value, frame.context.source) else { return .error }
    for index in 0..<iteration.count {
      frame.charge(cost)
      // Past the budget the rounds end, whatever they would say.
      if frame.mustAsk { return .error }
      if iteration.openness(index, frame.context.source) != nil {
        frame.mustAsk = true
        return .error
      }
      if let other {
        let (first, second) = iteration.pair(index, frame.context.source)
        element.set(second, &frame)
        other.set(first, &frame)
      } else {
        element.set(iteration.element(index, frame.context.source), &frame)
      }
      if !body(&frame) { return .known }
    }
    return .known
  }
}
