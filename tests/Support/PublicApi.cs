using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Kilter.Tests.Support;

/// <summary>The public API of an assembly as text: one line a type and a member, sorted, so that a change shows as a change of lines.</summary>
internal static class PublicApi
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    // What the compiler adds to every record.
    private static readonly string[] OfRecords = ["Equals", "GetHashCode", "ToString", "PrintMembers", "EqualityContract", "Deconstruct", "<Clone>$", "op_Equality", "op_Inequality"];

    public static string Of(Assembly assembly) => Of(assembly.GetExportedTypes());

    public static string Of(IEnumerable<Type> types)
    {
        var text = new StringBuilder();
        foreach (var space in types.GroupBy(t => t.Namespace, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            text.Append(text.Length == 0 ? "" : "\n").Append("namespace ").Append(space.Key).Append('\n');
            foreach (var type in space.OrderBy(t => t.FullName, StringComparer.Ordinal))
            {
                text.Append('\n').Append(Head(type)).Append('\n');
                foreach (var member in Members(type).Order(StringComparer.Ordinal))
                {
                    text.Append("    ").Append(member).Append('\n');
                }
            }
        }

        return text.ToString();
    }

    private static string Head(Type type)
    {
        var kind = type switch
        {
            { IsInterface: true } => "interface",
            { IsEnum: true } => "enum",
            _ when typeof(Delegate).IsAssignableFrom(type) => "delegate",
            _ => (type.IsAbstract && type.IsSealed ? "static " : type.IsSealed && !type.IsValueType ? "sealed " : "")
                + (type.IsValueType && type.IsDefined(typeof(IsReadOnlyAttribute), inherit: false) ? "readonly " : "")
                + (IsRecord(type) ? "record " : "") + (type.IsValueType ? "struct" : "class"),
        };
        var bases = type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? []).Where(i => i.Name != "IEquatable`1" && !type.IsEnum)
            .Select(i => TypeNames.Of(i)).Order(StringComparer.Ordinal);
        var parent = type.BaseType is { } b && b != typeof(object) && b != typeof(ValueType) && b != typeof(Enum) && b != typeof(MulticastDelegate) ? [TypeNames.Of(b)] : Array.Empty<string>();
        var all = parent.Concat(bases).ToArray();
        return $"{kind} {TypeNames.Of(type)}{(all.Length > 0 ? " : " + string.Join(", ", all) : "")}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetNames(type).Select(n => string.Create(CultureInfo.InvariantCulture, $"{n} = {Convert.ToInt64(Enum.Parse(type, n), CultureInfo.InvariantCulture)}"));
        }

        var nullability = new NullabilityInfoContext();
        return type.GetConstructors(Own).Where(c => IsOpen(c) && !(IsRecord(type) && c.GetParameters() is [var only] && only.ParameterType == type))
                .Select(c => $"{TypeNames.Plain(type)}({Parameters(c)})")
            .Concat(type.GetProperties(Own).Where(p => p.GetMethod is { } get && IsOpen(get) && !IsFromRecord(type, p)).Select(Property))
            .Concat(type.GetFields(Own).Where(f => f.IsPublic && !f.IsSpecialName).Select(f => $"{(f.IsLiteral ? "const " : f.IsStatic ? "static " : "")}{TypeNames.Of(f.FieldType)} {f.Name}"))
            .Concat(type.GetMethods(Own).Where(m => IsOpen(m) && !IsFromRecord(type, m) && (!m.IsSpecialName || m.Name.StartsWith("op_", StringComparison.Ordinal))).Select(Method));

        string Property(PropertyInfo p)
        {
            var set = p.SetMethod is { } s && IsOpen(s) ? s.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;" : " set;" : "";
            var required = p.IsDefined(typeof(RequiredMemberAttribute), inherit: false) ? "required " : "";
            var name = p.GetIndexParameters() is { Length: > 0 } index ? $"this[{string.Join(", ", index.Select(i => $"{TypeNames.Of(i.ParameterType)} {i.Name}"))}]" : p.Name;
            return $"{(p.GetMethod!.IsStatic ? "static " : "")}{required}{TypeNames.Of(p.PropertyType, nullability.Create(p))} {name} {{ get;{set} }}";
        }

        string Method(MethodInfo m)
            => $"{(m.IsStatic ? "static " : "")}{TypeNames.Of(m.ReturnType, nullability.Create(m.ReturnParameter))} {m.Name}{Generics(m)}({Parameters(m)})";

        string Parameters(MethodBase m) => string.Join(", ", m.GetParameters().Select(p =>
            $"{(p.IsOut ? "out " : p.IsIn ? "in " : p.ParameterType.IsByRef ? "ref " : "")}{TypeNames.Of(p.ParameterType, nullability.Create(p))} {p.Name}{(p.HasDefaultValue ? " = " + Default(p) : "")}"));
    }

    private static string Generics(MethodInfo method)
        => method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(a => a.Name))}>" : "";

    private static string Default(ParameterInfo parameter) => parameter.RawDefaultValue switch
    {
        null => "default",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static bool IsOpen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsRecord(Type type)
        => type.GetMethod("<Clone>$", Own) is not null
            || (type.IsValueType && type.GetMethod("PrintMembers", Own) is { } print && print.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false));

    private static bool IsFromRecord(Type type, MemberInfo member)
        => IsRecord(type) && OfRecords.Contains(member.Name) && (member.Name is "<Clone>$" or "EqualityContract" || member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false));
}
