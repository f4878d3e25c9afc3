using Kilter.Numerics.Neural;
using Kilter.Numerics.Neural.Layers;

namespace Kilter.Numerics.Tests.Neural;

/// <summary>The arithmetic of <see cref="GaussianLatent"/> with noise from a file instead of from a hash.</summary>
/// <param name="noise">(B, L).</param>
/// <param name="weight">β.</param>
internal sealed class GivenNoise(float[] noise, double weight) : ILayer
{
    public string Kind => "given_noise";

    IBoundLayer ILayer.Bind(BindContext context) => new Bound(context.Input, noise, weight);

    private sealed class Bound(SampleShape input, float[] noise, double weight) : IBoundLayer
    {
        public string Name => "given_noise";

        public SampleShape Input => input;

        public SampleShape Output { get; } = new(input.Steps, input.Width / 2);

        public int CacheLength(int lanes, bool training) => 0;

        public int ScratchLength(int lanes) => lanes;

        public void Forward(in PanelPass pass, ReadOnlySpan<float> x, Span<float> y, Span<float> cache)
            => GaussianSplit.Forward(pass, input, x, y, Noise(pass), weight);

        public void Backward(in PanelPass pass, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, Span<float> cache)
            => GaussianSplit.Backward(pass, input, x, dy, dx, Noise(pass), weight);

        private float[] Noise(in PanelPass pass)
        {
            var panel = new float[Output.Length * pass.Lanes];
            for (var s = 0; s < pass.Valid; s++)
            {
                for (var i = 0; i < Output.Length; i++)
                {
                    panel[(i * pass.Lanes) + s] = noise[(((int)pass.FirstSample + s) * Output.Length) + i];
                }
            }

            return panel;
        }
    }
}
