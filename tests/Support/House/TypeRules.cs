using System.Reflection;
using System.Runtime.CompilerServices;

namespace Kilter.Tests.Support.House;

/// <summary>Laws of style that are read from types. Each function gives one line for each violation.</summary>
internal static class TypeRules
{
    /// <summary>Classes are sealed; a contract is an interface.</summary>
    public static IEnumerable<string> Open(IEnumerable<Type> types)
        => types.Where(t => t.IsClass && !t.IsSealed && !IsGenerated(t)).Select(t => $"{t.FullName} is not sealed");

    /// <summary>What is set, is set once: a public property of a public type has no setter but init.</summary>
    public static IEnumerable<string> Settable(IEnumerable<Type> types)
        => from type in types
           where type.IsVisible
           from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
           where property.SetMethod is { IsPublic: true } set && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit))
           select $"{type.FullName}.{property.Name} can be set";

    /// <summary>Whoever waits can stop waiting: a public method that returns a task takes a cancellation token.</summary>
    public static IEnumerable<string> Unstoppable(IEnumerable<Type> types)
        => from type in types
           where type.IsVisible
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
           where IsAwaitable(method.ReturnType) && method.Name is not "DisposeAsync" && method.GetParameters().All(p => p.ParameterType != typeof(CancellationToken))
           select $"{type.FullName}.{method.Name} takes no cancellation token";

    /// <summary>Test names are sentences: at least three words.</summary>
    public static IEnumerable<string> Unspoken(IEnumerable<Type> types)
        => from type in types
           from method in type.GetMethods()
           where method.GetCustomAttributes().Any(a => a is FactAttribute) && method.Name.Split('_').Length < 3
           select $"{type.FullName}.{method.Name} is not a sentence";

    private static bool IsGenerated(Type type)
        => type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) || (type.DeclaringType is { } outer && IsGenerated(outer))
            || type.FullName!.Contains('<', StringComparison.Ordinal) || type.Namespace is null or "Microsoft.CodeAnalysis" or "System.Runtime.CompilerServices";

    private static bool IsAwaitable(Type type)
        => typeof(Task).IsAssignableFrom(type) || type == typeof(ValueTask)
            || (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(ValueTask<>) || type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)));
}
