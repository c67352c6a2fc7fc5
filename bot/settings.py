"""Every setting, read once from the environment or `.env`, then locked."""

import re
from pathlib import Path
from typing import Self

from pydantic import Field, HttpUrl, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from knowledge.glossary import GlossaryUnreadable
from knowledge.glossary import load as load_glossary
from storage.encryption import Vault
from storage.keys import KeysUnreadable, parse, vault_of

PREFIX = "XUEHUI_"
DATABASES = r"(sqlite|postgres(ql)?)(\+\w+)?://"
ORIGIN = r"https?://[^/\s]+"


class SettingsInvalid(Exception):
    """The start is refused; the message is one Chinese sentence naming the setting."""


class Settings(BaseSettings):
    """What a person who installs the assistant may decide."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", env_ignore_empty=True, frozen=True, extra="ignore"
    )

    data: Path = Path("data")
    database_url: str | None = None
    keys: SecretStr | None = None
    association: str = ""
    demo: bool = False
    messages_per_minute: int = Field(default=40, ge=1)

    web_host: str = "127.0.0.1"
    web_port: int = Field(default=8080, ge=0, le=65535)
    web_origins: str = ""
    web_url: HttpUrl | None = None

    telegram_token: SecretStr | None = None
    telegram_api: HttpUrl = HttpUrl("https://api.telegram.org")
    telegram_webhook_url: HttpUrl | None = None
    telegram_webhook_secret: SecretStr | None = None

    telegram_per_second: float = Field(default=25, ge=0)  # 0: no limit
    telegram_at_once: int = Field(default=8, ge=1, le=100)
    broadcast_approval_above: int = Field(default=20, ge=0)
    reminder_hour: int = Field(default=9, ge=7, le=21)
    reminder_days: str = "30,7,3,1"

    invitation_days: int = Field(default=7, ge=1, le=90)
    keep_left_days: int = Field(default=1095, ge=1)
    keep_messages_days: int = Field(default=1095, ge=1)
    keep_questions_days: int = Field(default=1095, ge=1)
    keep_files_days: int = Field(default=30, ge=1)
    keep_drafts_days: int = Field(default=180, ge=1)
    keep_filing_drafts_days: int = Field(default=730, ge=1)

    embedding_base_url: HttpUrl | None = None
    embedding_model: str | None = None
    embedding_key: SecretStr | None = None

    llm_base_url: HttpUrl | None = None
    llm_model: str | None = None
    llm_key: SecretStr | None = None

    rerank_url: HttpUrl | None = None
    rerank_model: str | None = None
    rerank_key: SecretStr | None = None

    glossary: Path | None = None

    @model_validator(mode="after")
    def telegram_would_take_them(self) -> Self:
        token, secret = self.telegram_token, self.telegram_webhook_secret
        if token and not re.fullmatch(r"\d+:\S+", token.get_secret_value()):
            raise ValueError("设置 XUEHUI_TELEGRAM_TOKEN 有误：应为 BotFather 给的整个令牌")
        if secret and not re.fullmatch(r"[\w-]{1,256}", secret.get_secret_value(), re.ASCII):
            raise ValueError(
                "设置 XUEHUI_TELEGRAM_WEBHOOK_SECRET 有误：只能用字母、数字、下划线和减号"
            )
        return self

    @model_validator(mode="after")
    def keys_are_keys(self) -> Self:
        try:
            parse(self.keys.get_secret_value() if self.keys else "")
        except KeysUnreadable as error:
            raise ValueError(
                "设置 XUEHUI_KEYS 有误：应为「名字:密钥」，可用 xuehui keys new 生成"
            ) from error
        return self

    @model_validator(mode="after")
    def reminder_days_are_days(self) -> Self:
        if not re.fullmatch(
            r"[1-9]\d{0,2}(\s*,\s*[1-9]\d{0,2}){0,9}", self.reminder_days, re.ASCII
        ):
            raise ValueError("设置 XUEHUI_REMINDER_DAYS 有误：应为提前的天数，例如 30,7,3,1")
        return self

    @model_validator(mode="after")
    def glossary_can_be_read(self) -> Self:
        try:
            if self.glossary:
                load_glossary(self.glossary)
        except OSError as error:
            raise ValueError(f"设置 XUEHUI_GLOSSARY 有误：读不到文件 {self.glossary}") from error
        except GlossaryUnreadable as error:
            raise ValueError(
                f"设置 XUEHUI_GLOSSARY 有误：{self.glossary}{error.place} 看不懂，"
                "每行应写成「正式名称: [说法, 说法]」，每个名称至少两个字"
            ) from error
        return self

    @model_validator(mode="after")
    def addresses_make_sense(self) -> Self:
        if self.database_url and not re.match(DATABASES, self.database_url):
            raise ValueError(
                "设置 XUEHUI_DATABASE_URL 有误：应以 postgresql:// 或 sqlite:/// 开头"
            )
        if wrong := [each for each in self.origins if not re.fullmatch(ORIGIN, each)]:
            raise ValueError(
                f"设置 XUEHUI_WEB_ORIGINS 有误：「{wrong[0]}」应写成 https://chat.example.org，后面不带路径"
            )
        return self

    @model_validator(mode="after")
    def belong_together(self) -> Self:
        if self.telegram_webhook_url and not self.telegram_webhook_secret:
            raise ValueError(
                "设置了 XUEHUI_TELEGRAM_WEBHOOK_URL 就必须同时设置 XUEHUI_TELEGRAM_WEBHOOK_SECRET"
            )
        for kind in ("embedding", "llm"):
            if getattr(self, f"{kind}_base_url") and not getattr(self, f"{kind}_model"):
                name = f"{PREFIX}{kind.upper()}"
                raise ValueError(f"设置了 {name}_BASE_URL 就必须同时设置 {name}_MODEL")
        if self.rerank_url and not self.rerank_model:
            raise ValueError(f"设置了 {PREFIX}RERANK_URL 就必须同时设置 {PREFIX}RERANK_MODEL")
        return self

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.data.absolute() / 'xuehui.db'}"

    @property
    def vault(self) -> Vault:
        """Seals personal data; without keys in the settings, with those of the data folder."""
        given = parse(self.keys.get_secret_value() if self.keys else "")
        return Vault(given) if given else vault_of(self.data)

    @property
    def reminder_levels(self) -> tuple[int, ...]:
        """Days before, the earliest first."""
        return tuple(sorted({int(each) for each in self.reminder_days.split(",")}, reverse=True))

    @property
    def files(self) -> Path:
        return self.data / "files"

    @property
    def page_url(self) -> str:
        """Where people open the page, without a slash at its end."""
        return str(self.web_url or f"http://{self.web_host}:{self.web_port}").rstrip("/")

    @property
    def index(self) -> Path:
        return self.data / "index"

    @property
    def calibration(self) -> Path:
        """What `xuehui calibrate` measured."""
        return self.data / "calibration.json"

    @property
    def origins(self) -> frozenset[str]:
        """Further addresses the page may be served under, such as a reverse proxy's."""
        parts = (part.strip().rstrip("/") for part in self.web_origins.split(","))
        return frozenset(filter(None, parts))


def load_settings(**overrides: object) -> Settings:
    """Raise SettingsInvalid naming the first wrong setting."""
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        raise SettingsInvalid(_sentence(error)) from error
    except UnicodeDecodeError as error:
        raise SettingsInvalid("设置文件 .env 不是 UTF-8 编码，请另存为 UTF-8。") from error


def _sentence(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    if not first["loc"]:
        return f"{first['ctx']['error']}。"
    name = f"{PREFIX}{first['loc'][0]}".upper()
    return f"设置 {name} 有误：{EXPECTED.get(first['type'], '这个值用不了')}。"


EXPECTED = {
    "int_parsing": "应为整数",
    "bool_parsing": "应为 1 或 0",
    "url_parsing": "应为完整网址，例如 https://example.org",
    "url_scheme": "网址应以 http:// 或 https:// 开头",
    "less_than_equal": "数字太大",
    "greater_than_equal": "数字太小",
}
