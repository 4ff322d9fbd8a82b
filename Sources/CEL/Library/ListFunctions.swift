extension StandardFunctions {
  static let lists: [Library.Function] = [
    .many("slice", .member, arity: 3) { $0.slice($1[0], $1[1], $1[2]) },
    .unary("flatten", .member) { $0.flatten($1, depth: .int(1)) },
    .binary("flatten", .member) { $0.flatten($1, depth: $2) },
    .unary("lists.range") { context, count in
      guard case .int(let count) = count else { return nil }
      guard count <= context.limits.elements else {
        return .error(.tooLarge("list", limit: context.limits.elements))
      }
      if let error = context.charge(Int(max(count, 0))) { return .error(error) }
      return .list(count > 0 ? (0..<count).map { .int($0) } : [])
    },
    .unary("distinct", .member) { $0.distinct($1) },
    .unary("sort", .member) { context, value in
      guard let list = ListView(value, context.source) else { return nil }
      if let set = list.unknown { return .unknown(set) }
      return context.sorted(list.values, by: list.values)
    },
    .unary("first", .member) { context, value in
      guard let list = ListView(value, context.source) else { return nil }
      guard list.count > 0 else { return .optional(nil) }
      return list[0].isUnknown ? list[0] : .optional(list[0])
    },
    .unary("last", .member) { context, value in
      guard let list = ListView(value, context.source) else { return nil }
      guard list.count > 0 else { return .optional(nil) }
      let last = list[list.count - 1]
      return last.isUnknown ? last : .optional(last)
    },
  ]

  /// Lists as sets; an unknown element leaves open what depends on it.
  static let sets: [Library.Function] = [
    .binary("sets.contains") { context, left, right in
      context.withLists(left, right) { $0.covers($1, $2) }
    },
    .binary("sets.equivalent") { context, left, right in
      context.withLists(left, right) { context, left, right in
        let truth = context.covers(left, right)
        if case .no = truth { return .no }
        return truth.and(context.covers(right, left))
      }
    },
    .binary("sets.intersects") { context, left, right in
      context.withLists(left, right) { context, left, right in
        var result = Ternary.no
        for index in 0..<right.count {
          let truth =
            right.isUnknown(index)
            ? right.openness(index, left.count > 0)
            : context.membership(of: right[index], in: left)
          if case .yes = truth { return .yes }
          result = result.or(truth)
        }
        return result
      }
    },
  ]
}

extension ListView {
  /// What an unknown element says of a test that some element may pass: nothing.
  fileprivate func openness(_ index: Int, _ canPass: Bool) -> Ternary {
    guard canPass, case .unknown(let set) = self[index] else { return .no }
    return .unknown(set)
  }
}

extension Context {
  fileprivate mutating func withLists(
    _ left: Value, _ right: Value, _ body: (inout Context, ListView, ListView) -> Ternary
  ) -> Value? {
    guard let left = ListView(left, source), let right = ListView(right, source) else {
      return nil
    }
    let (work, overflow) = left.count.multipliedReportingOverflow(by: right.count)
    if let error = charge(overflow ? limits.steps + 1 : work) { return .error(error) }
    return Value(body(&self, left, right))
  }

  /// Whether the first has every element of the second.
  fileprivate mutating func covers(_ left: ListView, _ right: ListView) -> Ternary {
    var result = Ternary.yes
    for index in 0..<right.count {
      // An unknown element may be none, or one that is there.
      let truth =
        right.isUnknown(index)
        ? right.openness(index, true) : membership(of: right[index], in: left)
      if case .no = truth { return .no }
      result = result.and(truth)
    }
    return result
  }

  fileprivate mutating func slice(_ value: Value, _ start: Value, _ end: Value) -> Value? {
    guard let list = ListView(value, source), case .int(let start) = start,
      case .int(let end) = end
    else { return nil }
    if let set = list.unknown { return .unknown(set) }
    guard start >= 0 else { return .error(.positionOutOfRange(start)) }
    guard end <= list.count else { return .error(.positionOutOfRange(end)) }
    guard start <= end else { return .error(.reversedRange(start, end)) }
    if let error = charge(Int(end - start)) { return .error(error) }
    return .list((Int(start)..<Int(end)).map { list[$0] })
  }

  fileprivate mutating func flatten(_ value: Value, depth: Value) -> Value? {
    guard let list = ListView(value, source), case .int(let depth) = depth else { return nil }
    guard depth >= 0 else { return .error(.negative("depth", depth)) }
    var result: [Value] = []
    // Lists are values, so they cannot hold themselves; 64 levels are more than any has.
    if let error = flatten(list, Int(min(depth, 64)), into: &result) { return .error(error) }
    return checked(result)
  }

  private mutating func flatten(
    _ list: ListView, _ depth: Int, into result: inout [Value]
  ) -> EvaluationError? {
    if let error = charge(list.count) { return error }
    for index in 0..<list.count {
      let element = list[index]
      if depth > 0, let inner = ListView(element, source) {
        if let error = flatten(inner, depth - 1, into: &result) { return error }
      } else {
        result.append(element)
      }
      if result.count > limits.elements { return nil }
    }
    return nil
  }

  /// Each element once.
  ///
  /// Unknown elements stay where they are: they may repeat others.
  fileprivate mutating func distinct(_ value: Value) -> Value? {
    guard let list = ListView(value, source) else { return nil }
    var seen: Set<MapKey> = []
    var others: [Value] = []
    var result: [Value] = []
    for index in 0..<list.count {
      let element = list[index]
      if let error = charge(1) ?? charge(key: element) { return .error(error) }
      if let key = MapKey(element) {
        if seen.insert(key).inserted { result.append(element) }
        continue
      }
      if let error = charge(others.count) { return .error(error) }
      switch membership(of: element, in: others) {
      case .yes: continue
      case .no: result.append(element)
      case .unknown(let set): result.append(.unknown(set))
      }
      others.append(element)
    }
    return .list(result)
  }

  private mutating func membership(of value: Value, in values: [Value]) -> Ternary {
    guard let list = ListView(.list(values), source) else { return .no }
    return membership(of: value, in: list)
  }
}
