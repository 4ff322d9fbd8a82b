import Documents
import Records

/// Writes what `ExpressionDecoder` reads.
struct ExpressionEncoder {
  /// One table: its entries as bytes, and where each value stands.
  private struct Table<Value: Hashable> {
    var indices: [Value: Int] = [:]
    var bytes = ByteWriter()
  }

  private var strings = Table<[UInt8]>()
  private var types = Table<CELType>()
  private var overloads = Table<[String]>()
  private var body = ByteWriter()

  mutating func encode(_ expressions: [CheckedExpression]) -> [UInt8] {
    for expression in expressions { write(expression) }
    var payload = ByteWriter()
    payload.append(strings.indices.count, strings.bytes)
    payload.append(types.indices.count, types.bytes)
    payload.append(overloads.indices.count, overloads.bytes)
    payload.append(expressions.count, body)
    return ExpressionCoding.seal(payload.bytes[...])
  }

  private mutating func write(_ checked: CheckedExpression) {
    let expression = checked.expression
    body.write(expression.nodes.count)
    body.write(Int(expression.root))
    var previous: Int32 = 0
    for index in expression.nodes.indices {
      write(expression.nodes[index])
      let span = expression.spans[index]
      body.writeSigned(Int64(span.start) - Int64(previous))
      body.writeSigned(Int64(span.end) - Int64(span.start))
      previous = span.start
      body.write(self.index(of: checked.types[index]))
      write(checked.resolutions[index])
    }
  }

  private mutating func tag(_ tag: ExpressionCoding.NodeTag) {
    body.write(tag.rawValue)
  }

  private mutating func write(_ node: Expression.Node) {
    switch node {
    case .literal(let constant): write(constant)
    case .identifier(let name):
      tag(.identifier)
      write(name)
    case .select(let operand, let field, let isOptional):
      tag(isOptional ? .optionalSelect : .select)
      body.write(Int(operand))
      write(field)
    case .has(let operand, let field):
      tag(.has)
      body.write(Int(operand))
      write(field)
    case .call(let function, let target, let arguments):
      tag(target == nil ? .call : .memberCall)
      write(function)
      if let target { body.write(Int(target)) }
      body.write(arguments.count)
      for argument in arguments { body.write(Int(argument)) }
    case .list(let elements):
      tag(.list)
      body.write(elements.count)
      for element in elements { body.write(Int(element.value) << 1 | (element.isOptional ? 1 : 0)) }
    case .map(let entries):
      tag(.map)
      body.write(entries.count)
      for entry in entries {
        body.write(Int(entry.key) << 1 | (entry.isOptional ? 1 : 0))
        body.write(Int(entry.value))
      }
    case .comprehension(let macro): write(macro)
    case .bind(let variable, let value, let inner):
      tag(.bind)
      write(variable)
      body.write(Int(value))
      body.write(Int(inner))
    }
  }

  private mutating func write(_ macro: Expression.Comprehension) {
    tag(.comprehension)
    let flags = (macro.secondVariable == nil ? 0 : 1) | (macro.filter == nil ? 0 : 2)
    body.write(UInt64(macro.kind.rawValue) << 2 | UInt64(flags))
    body.write(Int(macro.range))
    write(macro.variable)
    if let second = macro.secondVariable { write(second) }
    if let filter = macro.filter { body.write(Int(filter)) }
    body.write(Int(macro.body))
  }

  private mutating func write(_ constant: Expression.Constant) {
    switch constant {
    case .null: tag(.null)
    case .bool(let value):
      tag(.bool)
      body.write(value ? 1 : 0)
    case .int(let value):
      tag(.int)
      body.writeSigned(value)
    case .uint(let value):
      tag(.uint)
      body.write(value)
    case .double(let value):
      tag(.double)
      body.write(value.bitPattern)
    case .string(let value):
      tag(.string)
      write(value)
    case .bytes(let value):
      tag(.bytes)
      body.write(value.count)
      body.bytes += value
    }
  }

  private mutating func write(_ resolution: CheckedExpression.Resolution) {
    func tag(_ tag: ExpressionCoding.ResolutionTag) { body.write(tag.rawValue) }
    switch resolution {
    case .none: tag(.none)
    case .variable(let name):
      tag(.variable)
      write(name)
    case .local(let name):
      tag(.local)
      write(name)
    case .field(let slot):
      tag(.field)
      body.writeSigned(Int64(slot))
    case .overloads(let ids):
      tag(.overloads)
      body.write(index(of: ids))
    case .constant(let constant):
      tag(.constant)
      write(constant)
    case .typeValue(let type):
      tag(.typeValue)
      body.write(index(of: type))
    }
  }

  private mutating func write(_ string: String) { body.write(index(of: string)) }

  private mutating func index(of string: String) -> Int {
    let bytes = Array(string.utf8)
    if let index = strings.indices[bytes] { return index }
    let index = strings.indices.count
    strings.indices[bytes] = index
    strings.bytes.write(bytes.count)
    strings.bytes.bytes += bytes
    return index
  }

  private mutating func index(of ids: [String]) -> Int {
    if let index = overloads.indices[ids] { return index }
    overloads.bytes.write(ids.count)
    for id in ids {
      let string = index(of: id)
      overloads.bytes.write(string)
    }
    let index = overloads.indices.count
    overloads.indices[ids] = index
    return index
  }

  private mutating func index(of type: CELType) -> Int {
    if let index = types.indices[type] { return index }
    let (tag, numbers) = parts(of: type)
    types.bytes.write(tag.rawValue)
    for number in numbers { types.bytes.write(number) }
    let index = types.indices.count
    types.indices[type] = index
    return index
  }

  /// The tag of a type and what follows it.
  private mutating func parts(of type: CELType) -> (ExpressionCoding.TypeTag, [Int]) {
    switch type {
    case .dyn: return (.dyn, [])
    case .null: return (.null, [])
    case .bool: return (.bool, [])
    case .int: return (.int, [])
    case .uint: return (.uint, [])
    case .double: return (.double, [])
    case .string: return (.string, [])
    case .bytes: return (.bytes, [])
    case .timestamp: return (.timestamp, [])
    case .duration: return (.duration, [])
    case .error: return (.error, [])
    case .list(let inner): return (.list, [index(of: inner)])
    case .optional(let inner): return (.optional, [index(of: inner)])
    case .type(let inner): return (.type, [index(of: inner)])
    case .map(let key, let value):
      let key = index(of: key)
      return (.map, [key, index(of: value)])
    case .record(let name): return (.record, [index(of: name)])
    case .parameter(let name): return (.parameter, [index(of: name)])
    case .opaque(let name, let parameters):
      var numbers = [index(of: name), parameters.count]
      for parameter in parameters { numbers.append(index(of: parameter)) }
      return (.opaque, numbers)
    }
  }
}
