using Kilter.Tests.House.Planted.Right;

// Planted violations of the dependency law, one for each way in which code can mention a type. Right is the stage to the right.
namespace Kilter.Tests.House.Planted.Left;

internal sealed class ByBody
{
    public int Count { get; } = 1;

    public override string ToString() => new Thing().Name + Count;
}

internal sealed class ByLambda
{
    public Func<string> Later { get; } = () => new Thing().Name;
}

internal sealed class ByField
{
    public List<Thing[]> Things { get; } = [];
}

internal abstract class ByParameter
{
    public abstract void Take(Thing thing);
}

internal sealed class ByBase : OpenThing;

internal sealed class ByInterface : IThing;

internal sealed class ByConstraint<T>
    where T : IThing;

[Marked]
internal sealed class ByAttribute;

internal sealed class ByCatch
{
    public override string ToString()
    {
        try
        {
            return "tried";
        }
        catch (ThingException)
        {
            return "caught";
        }
    }
}

internal sealed class ByTypeArgument
{
    public override string ToString() => string.Join(',', Array.Empty<Thing>().Length, typeof(IThing).Name);
}

internal sealed class ByStaticMember
{
    public override string ToString() => Thing.Default;
}

internal static class ByIterator
{
    public static IEnumerable<string> Names()
    {
        yield return "first";
        yield return new Thing().Name;
    }
}

internal sealed class Innocent
{
    public override string ToString() => nameof(Thing);
}
