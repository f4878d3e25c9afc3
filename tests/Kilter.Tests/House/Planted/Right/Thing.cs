namespace Kilter.Tests.House.Planted.Right;

internal interface IThing;

internal class OpenThing;

internal sealed class Thing
{
    public static string Default { get; } = "default";

    public string Name { get; } = "thing";

    /// <summary>Allowed: it points to the left.</summary>
    public override string ToString() => new Left.Innocent().ToString();
}

internal sealed class ThingException : Exception;

[AttributeUsage(AttributeTargets.Class)]
internal sealed class MarkedAttribute : Attribute;
