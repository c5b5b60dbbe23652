import { createPrivateKey, createPublicKey, generateKeyPairSync, createHash, type KeyObject } from "node:crypto";
import jwt from "jsonwebtoken";
import type { ActorKind } from "./actor";

export type TokenClaims = {
  readonly kind: Exclude<ActorKind, "job">;
  /** The actor's row. */
  readonly id: string;
  readonly billingServiceId: string;
  /** A patient session: the practice and the patients it may see. */
  readonly practiceId?: string;
  readonly patientIds?: readonly string[];
};

const ISSUER = "carebill";
const AUDIENCE = "carebill-api";
const LONGEST_SECONDS = 366 * 24 * 3600;

export class TokenRefused extends Error {
  override name = "TokenRefused";
}

/** Signs and checks bearer tokens with one ES256 key; the key id is the thumbprint of its public half. */
export class TokenKey {
  private readonly publicKey: KeyObject;
  readonly keyId: string;

  constructor(private readonly privateKey: KeyObject) {
    this.publicKey = createPublicKey(privateKey);
    const jwk = this.publicKey.export({ format: "jwk" });
    this.keyId = createHash("sha256")
      .update(JSON.stringify({ crv: jwk.crv, kty: jwk.kty, x: jwk.x, y: jwk.y }))
      .digest("base64url");
  }

  static fromPem(pem: string): TokenKey {
    return new TokenKey(createPrivateKey(pem));
  }

  static generatePem(): string {
    return generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ type: "pkcs8", format: "pem" }) as string;
  }

  jwks(): { keys: object[] } {
    return { keys: [{ ...this.publicKey.export({ format: "jwk" }), kid: this.keyId, alg: "ES256", use: "sig" }] };
  }

  sign(claims: TokenClaims, now: Date, seconds: number): string {
    const issued = Math.floor(now.getTime() / 1000);
    const { id, ...rest } = claims;
    return jwt.sign({ ...rest, sub: id, iat: issued, exp: issued + seconds }, this.privateKey, { algorithm: "ES256", keyid: this.keyId, issuer: ISSUER, audience: AUDIENCE });
  }

  /** jsonwebtoken accepts a token without `exp`, so `exp` and the whole lifetime are checked here too. */
  verify(token: string, now: Date): TokenClaims {
    let payload: jwt.JwtPayload;
    try {
      const header = jwt.decode(token, { complete: true })?.header;
      if (header?.kid !== this.keyId) throw new TokenRefused("unknown key");
      payload = jwt.verify(token, this.publicKey, { algorithms: ["ES256"], issuer: ISSUER, audience: AUDIENCE, clockTimestamp: Math.floor(now.getTime() / 1000) }) as jwt.JwtPayload;
    } catch (error) {
      throw new TokenRefused((error as Error).message);
    }
    const { exp, iat, sub, kind, billingServiceId, practiceId, patientIds } = payload;
    if (!exp || !iat || exp - iat > LONGEST_SECONDS || exp <= iat) throw new TokenRefused("lifetime");
    if (!sub || typeof billingServiceId !== "string" || !["staff", "app", "patient"].includes(kind as string)) throw new TokenRefused("claims");
    return { kind: kind as TokenClaims["kind"], id: sub, billingServiceId, ...(practiceId ? { practiceId } : {}), ...(patientIds ? { patientIds } : {}) };
  }
}
