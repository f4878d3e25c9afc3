using Kilter.Numerics.Neural;

namespace Kilter.Numerics.Tests.Neural;

/// <summary>Layers one behind the other as one layer, the way wrappers hold theirs.</summary>
internal sealed class Inside(params ILayer[] layers) : ILayer
{
    public string Kind => "inside";

    IBoundLayer ILayer.Bind(BindContext context) => context.BindInside(layers, context.Input);
}
