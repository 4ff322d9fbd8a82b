import Records

/// Functions of the library, and literals of lists and maps.
extension CodeBuilder {
  mutating func call(_ function: Int32, _ arguments: [Int32]) -> Code {
    let candidates = program.functions[Int(function)]
    if arguments.count == 1, let code = known(candidates.name, arguments[0]) { return code }
    let codes = arguments.map { compile($0) }
    if candidates.isPure, let values = constants(codes),
      let folded = fold({ $0.call(candidates, values) })
    {
      return folded
    }
    if candidates.others.isEmpty {
      switch (candidates.body, codes.count) {
      case (.unary(let body), 1): return unary(candidates, codes[0].value, body)
      case (.binary(let body), 2):
        let (left, right) = (codes[0].value, codes[1].value)
        return .value { frame in
          let (first, second) = (left(&frame), right(&frame))
          if first.isMissing || second.isMissing { return Context.missing(first, second) }
          return body(&frame.context, first, second)
            ?? .error(.noSuchOverload(candidates.name, [first, second]))
        }
      default: break
      }
    }
    let operands = codes.map(\.value)
    return .value { frame in
      var values: [Value] = []
      values.reserveCapacity(operands.count)
      var missing: Value?
      for operand in operands {
        let value = operand(&frame)
        if value.isMissing { missing = missing.map { Context.missing($0, value) } ?? value }
        values.append(value)
      }
      return missing ?? frame.context.call(candidates, values)
    }
  }

  private func unary(
    _ candidates: Program.Candidates, _ operand: @escaping ValueCode,
    _ body: @escaping @Sendable (inout Context, Value) -> Value?
  ) -> Code {
    .value { frame in
      let value = operand(&frame)
      if value.isMissing { return value }
      return body(&frame.context, value) ?? .error(.noSuchOverload(candidates.name, [value]))
    }
  }

  /// The values of codes that are all constant; nil when one is not, or is an error, as a function
  /// is that nobody declared.
  private func constants(_ codes: [Code]) -> [Value]? {
    var values: [Value] = []
    for code in codes {
      guard case .constant(let value) = code, !value.isMissing else { return nil }
      values.append(value)
    }
    return values
  }

  /// Functions of one argument that compiled code knows: sizes in the store, and `hasValue`.
  private mutating func known(_ name: String, _ argument: Int32) -> Code? {
    switch name {
    case "hasValue":
      guard let (code, _) = optional(argument) else { return nil }
      return .truth { frame in
        let cell = code(&frame)
        return cell.status == .known
          ? .yes : cell.status == .none ? .no : TestResult(missing: cell.status)
      }
    case "size":
      guard type(argument).isContainer, case .cell(let source, let kind) = compile(argument) else {
        return nil
      }
      let code = source.code
      switch kind {
      case .list: return .cell(.computed { Self.count(code(&$0), &$0, slots: 1) }, .int)
      case .map: return .cell(.computed { Self.count(code(&$0), &$0, slots: 2) }, .int)
      default: return nil
      }
    default: return nil
    }
  }

  /// A list with an unknown element has no sure size; entries of maps are sure.
  private static func count(_ cell: Cell, _ frame: inout Frame, slots: Int) -> Cell {
    guard cell.status == .known else { return cell }
    let block = Block(frame, cell.word)
    if slots == 1, block.hasUnknown(frame) { return .unknown }
    return Cell(UInt64(block.count / slots))
  }

  mutating func list(_ first: Int, _ count: Int) -> Code {
    let operands = program.operands[first..<(first + count)]
    let codes = operands.map { compile($0 < 0 ? ~$0 : $0) }
    if operands.allSatisfy({ $0 >= 0 }), let values = constants(codes) {
      return .constant(.list(values))
    }
    let elements = zip(operands, codes).map { (isOptional: $0 < 0, code: $1.value) }
    return .value { frame in
      var values: [Value] = []
      values.reserveCapacity(elements.count)
      for element in elements {
        let value = element.code(&frame)
        switch value {
        case .error: return value
        case .unknown:
          // A list with an unknown element is for the reference evaluator.
          frame.mustAsk = true
          return value
        default: break
        }
        guard element.isOptional else {
          values.append(value)
          continue
        }
        guard case .optional(let inner) = value else { return .someError }
        if let inner { values.append(inner) }
      }
      return .list(values)
    }
  }

  mutating func map(_ first: Int, _ count: Int) -> Code {
    var entries: [(key: ValueCode, value: ValueCode, isOptional: Bool)] = []
    for entry in 0..<count {
      let operand = program.operands[first + 2 * entry + 1]
      let key = value(program.operands[first + 2 * entry])
      entries.append((key, value(operand < 0 ? ~operand : operand), operand < 0))
    }
    let all = entries
    return .value { frame in
      var builder = MapValue.Builder()
      for entry in all {
        let key = entry.key(&frame)
        let value = entry.value(&frame)
        if case .error = key { return key }
        if case .error = value { return value }
        if key.isUnknown || value.isUnknown {
          frame.mustAsk = true
          return .someUnknown
        }
        if frame.context.charge(key: key) != nil { frame.mustAsk = true }
        if !entry.isOptional {
          if let error = builder.add(key, value) { return .error(error) }
          continue
        }
        guard case .optional(let inner) = value else { return .someError }
        if let inner, let error = builder.add(key, inner) { return .error(error) }
      }
      return .map(builder.finish())
    }
  }
}

extension CELType {
  /// Whether it is a list or a map.
  var isContainer: Bool {
    switch self {
    case .list, .map: true
    default: false
    }
  }
}
