import Documents
import Records

/// Reads what `ExpressionEncoder` writes, from bytes that may be anything.
///
/// Every read is checked: a length against what is left, an index against its table, a child
/// against its parent, text for UTF-8. The first that fails ends it all.
struct ExpressionDecoder {
  private var reader: ByteReader
  private var strings: [String] = []
  private var types: [CELType] = []
  private var typeDepths: [Int] = []
  private var overloads: [[String]] = []
  /// Levels below each node of the expression at hand.
  private var depths: [Int] = []

  init(_ bytes: [UInt8], from start: Int) {
    reader = ByteReader(bytes: bytes, position: start)
  }

  /// Everything, or nil when a byte is wrong or left over.
  mutating func decode() -> [CheckedExpression]? {
    guard let strings = table({ $0.reader.string() }) else { return nil }
    self.strings = strings
    guard let typeCount = reader.count() else { return nil }
    types.reserveCapacity(typeCount)
    for _ in 0..<typeCount {
      guard let type = type() else { return nil }
      types.append(type)
    }
    guard let overloads = table({ $0.table { $0.string() } }) else { return nil }
    self.overloads = overloads
    guard let expressions = table({ $0.expression() }), reader.isAtEnd else { return nil }
    return expressions
  }

  /// A count and that many entries.
  private mutating func table<Entry>(
    _ entry: (inout ExpressionDecoder) -> Entry?
  ) -> [Entry]? {
    guard let count = reader.count() else { return nil }
    var result: [Entry] = []
    result.reserveCapacity(count)
    for _ in 0..<count {
      guard let value = entry(&self) else { return nil }
      result.append(value)
    }
    return result
  }

  private mutating func string() -> String? {
    reader.index(below: strings.count).map { strings[$0] }
  }

  /// A type that was read before; nil as well when one more level around it would be too many.
  private mutating func inner(_ depth: inout Int) -> CELType? {
    guard let index = reader.index(below: types.count) else { return nil }
    depth = max(depth, typeDepths[index] + 1)
    return depth <= ExpressionCoding.maximumDepth ? types[index] : nil
  }

  private mutating func type() -> CELType? {
    guard let raw = reader.number(), let tag = ExpressionCoding.TypeTag(rawValue: raw) else {
      return nil
    }
    var depth = 1
    guard let type = type(tag, &depth) else { return nil }
    typeDepths.append(depth)
    return type
  }

  private mutating func type(_ tag: ExpressionCoding.TypeTag, _ depth: inout Int) -> CELType? {
    switch tag {
    case .dyn: return .dyn
    case .null: return .null
    case .bool: return .bool
    case .int: return .int
    case .uint: return .uint
    case .double: return .double
    case .string: return .string
    case .bytes: return .bytes
    case .timestamp: return .timestamp
    case .duration: return .duration
    case .error: return .error
    case .list: return inner(&depth).map { .list($0) }
    case .optional: return inner(&depth).map { .optional($0) }
    case .type: return inner(&depth).map { .type($0) }
    case .map:
      guard let key = inner(&depth), let value = inner(&depth) else { return nil }
      return .map(key, value)
    case .record: return string().map { .record($0) }
    case .parameter: return string().map { .parameter($0) }
    case .opaque:
      guard let name = string(), let count = reader.count() else { return nil }
      var parameters: [CELType] = []
      for _ in 0..<count {
        guard let parameter = inner(&depth) else { return nil }
        parameters.append(parameter)
      }
      return .opaque(name, parameters)
    }
  }
}

// MARK: - Trees

extension ExpressionDecoder {
  private mutating func expression() -> CheckedExpression? {
    guard let count = reader.count(), count > 0, let root = reader.index(below: count) else {
      return nil
    }
    var expression = Expression()
    var types: [CELType] = []
    var resolutions: [CheckedExpression.Resolution] = []
    expression.nodes.reserveCapacity(count)
    expression.spans.reserveCapacity(count)
    types.reserveCapacity(count)
    resolutions.reserveCapacity(count)
    depths.removeAll(keepingCapacity: true)
    var previous: Int64 = 0
    for _ in 0..<count {
      guard let node = node(), let start = reader.signed(), let length = reader.signed(),
        let span = span(previous, start, length),
        let type = reader.index(below: self.types.count), let resolution = resolution()
      else { return nil }
      previous = Int64(span.start)
      expression.nodes.append(node)
      expression.spans.append(span)
      types.append(self.types[type])
      resolutions.append(resolution)
    }
    expression.root = Expression.ID(truncatingIfNeeded: root)
    return CheckedExpression(expression: expression, types: types, resolutions: resolutions)
  }

  private func span(_ previous: Int64, _ step: Int64, _ length: Int64) -> SourceRange? {
    let (start, isBad) = previous.addingReportingOverflow(step)
    let (end, isWorse) = start.addingReportingOverflow(length)
    guard !isBad, !isWorse, let start = Int32(exactly: start), let end = Int32(exactly: end)
    else { return nil }
    return SourceRange(start: start, end: end)
  }

  /// A node that was read before this one; `depth` becomes that of a node above it.
  private mutating func child(_ depth: inout Int) -> Expression.ID? {
    reader.index(below: depths.count).flatMap { child($0, &depth) }
  }

  private func child(_ index: Int, _ depth: inout Int) -> Expression.ID? {
    guard index < depths.count else { return nil }
    depth = max(depth, depths[index] + 1)
    return depth <= ExpressionCoding.maximumDepth ? Expression.ID(truncatingIfNeeded: index) : nil
  }

  /// A child whose index shares its number with a bit.
  private mutating func marked(_ depth: inout Int) -> (Expression.ID, Bool)? {
    guard let number = reader.number(), let id = child(Int(clamping: number >> 1), &depth) else {
      return nil
    }
    return (id, number & 1 == 1)
  }

  private mutating func node() -> Expression.Node? {
    guard let raw = reader.number(), let tag = ExpressionCoding.NodeTag(rawValue: raw) else {
      return nil
    }
    var depth = 1
    guard let node = node(tag, &depth) else { return nil }
    depths.append(depth)
    return node
  }

  private mutating func node(
    _ tag: ExpressionCoding.NodeTag, _ depth: inout Int
  ) -> Expression.Node? {
    switch tag {
    case .null, .bool, .int, .uint, .double, .string, .bytes:
      return constant(tag).map { .literal($0) }
    case .identifier: return string().map { .identifier($0) }
    case .select, .optionalSelect:
      guard let operand = child(&depth), let field = string() else { return nil }
      return .select(operand: operand, field: field, isOptional: tag == .optionalSelect)
    case .has:
      guard let operand = child(&depth), let field = string() else { return nil }
      return .has(operand: operand, field: field)
    case .call, .memberCall: return call(hasTarget: tag == .memberCall, &depth)
    case .list:
      return list(&depth) { decoder, depth in
        decoder.marked(&depth).map { Expression.Element(value: $0.0, isOptional: $0.1) }
      }.map { .list($0) }
    case .map:
      return list(&depth) { decoder, depth in
        guard let (key, isOptional) = decoder.marked(&depth), let value = decoder.child(&depth)
        else { return nil }
        return Expression.Entry(key: key, value: value, isOptional: isOptional)
      }.map { .map($0) }
    case .comprehension: return comprehension(&depth)
    case .bind:
      guard let variable = string(), let value = child(&depth), let body = child(&depth) else {
        return nil
      }
      return .bind(variable: variable, value: value, body: body)
    }
  }

  private mutating func list<Item>(
    _ depth: inout Int, _ item: (inout ExpressionDecoder, inout Int) -> Item?
  ) -> [Item]? {
    guard let count = reader.count() else { return nil }
    var items: [Item] = []
    items.reserveCapacity(count)
    for _ in 0..<count {
      guard let value = item(&self, &depth) else { return nil }
      items.append(value)
    }
    return items
  }

  private mutating func call(hasTarget: Bool, _ depth: inout Int) -> Expression.Node? {
    guard let function = string() else { return nil }
    var target: Expression.ID?
    if hasTarget {
      guard let id = child(&depth) else { return nil }
      target = id
    }
    guard let arguments = list(&depth, { $0.child(&$1) }) else { return nil }
    return .call(function: function, target: target, arguments: arguments)
  }

  private mutating func comprehension(_ depth: inout Int) -> Expression.Node? {
    guard let flags = reader.number(), let raw = UInt8(exactly: flags >> 2),
      let kind = Expression.Comprehension.Kind(rawValue: raw), let range = child(&depth),
      let variable = string()
    else { return nil }
    var second: String?
    if flags & 1 != 0 {
      guard let name = string() else { return nil }
      second = name
    }
    var filter: Expression.ID?
    if flags & 2 != 0 {
      guard let id = child(&depth) else { return nil }
      filter = id
    }
    guard let body = child(&depth) else { return nil }
    return .comprehension(
      Expression.Comprehension(
        kind: kind, range: range, variable: variable, secondVariable: second, filter: filter,
        body: body))
  }

  private mutating func constant(_ tag: ExpressionCoding.NodeTag) -> Expression.Constant? {
    switch tag {
    case .null: return .null
    case .bool: return reader.index(below: 2).map { .bool($0 == 1) }
    case .int: return reader.signed().map { .int($0) }
    case .uint: return reader.number().map { .uint($0) }
    case .double: return reader.number().map { .double(Double(bitPattern: $0)) }
    case .string: return string().map { .string($0) }
    case .bytes: return reader.block().map { .bytes(Array($0)) }
    default: return nil
    }
  }

  private mutating func resolution() -> CheckedExpression.Resolution? {
    guard let raw = reader.number(), let tag = ExpressionCoding.ResolutionTag(rawValue: raw) else {
      return nil
    }
    switch tag {
    case .none: return CheckedExpression.Resolution.none
    case .variable: return string().map { .variable($0) }
    case .local: return string().map { .local($0) }
    case .field: return reader.signed().flatMap { Int32(exactly: $0) }.map { .field(slot: $0) }
    case .overloads:
      return reader.index(below: overloads.count).map { .overloads(overloads[$0]) }
    case .constant:
      guard let raw = reader.number(), let tag = ExpressionCoding.NodeTag(rawValue: raw) else {
        return nil
      }
      return constant(tag).map { .constant($0) }
    case .typeValue: return reader.index(below: types.count).map { .typeValue(types[$0]) }
    }
  }
}
