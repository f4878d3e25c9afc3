using System.Reflection;

namespace Kilter.Tests.Support;

/// <summary>Types as C# writes them: <c>IReadOnlyList&lt;string?&gt;</c>, <c>double[]</c>, <c>(long Read, long Total)</c> without the names.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(short)] = "short",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(uint)] = "uint",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    public static string Of(Type type, NullabilityInfo? nullability = null)
    {
        var mark = nullability is { ReadState: NullabilityState.Nullable } && !type.IsValueType ? "?" : "";
        if (type.IsByRef)
        {
            return Of(type.GetElementType()!, nullability);
        }

        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return Of(inner) + "?";
        }

        if (type.IsArray)
        {
            return Of(type.GetElementType()!, nullability?.ElementType) + "[]" + mark;
        }

        if (type.IsGenericType)
        {
            var arguments = type.GetGenericArguments().Select((a, i) => Of(a, nullability?.GenericTypeArguments.ElementAtOrDefault(i))).ToArray();
            return type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) == true
                ? $"({string.Join(", ", arguments)})"
                : $"{Plain(type)}<{string.Join(", ", arguments)}>{mark}";
        }

        return Keywords.GetValueOrDefault(type, Plain(type)) + mark;
    }

    /// <summary>The name without the number of type parameters; nested types with a dot.</summary>
    public static string Plain(Type type)
        => (type.IsNested && !type.IsGenericParameter ? Plain(type.DeclaringType!) + "." : "") + type.Name.Split('`')[0];
}
