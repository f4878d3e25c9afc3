namespace Kilter.Tests.Support.House;

/// <summary>One thing that compiled code mentions: a type, or a member of a type.</summary>
/// <param name="FromNamespace">The namespace of the outermost type that mentions it.</param>
/// <param name="From">The outermost type that mentions it.</param>
/// <param name="ToNamespace">The namespace of the outermost type mentioned.</param>
/// <param name="To">The full name of the type mentioned, nested types with a plus.</param>
/// <param name="Member">The member mentioned, or null when only the type is.</param>
internal sealed record Use(string FromNamespace, string From, string ToNamespace, string To, string? Member);
